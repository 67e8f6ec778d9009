using Microsoft.Extensions.DependencyInjection;

namespace Proxier.Templating;

public static class TemplatingServices
{
    /// <summary>Adds <see cref="TemplateLibraryFactory"/>; <see cref="TemplatingOptions"/> says where templates come from.</summary>
    public static IServiceCollection AddTemplating(this IServiceCollection services)
    {
        services.AddOptions<TemplatingOptions>();
        services.AddSingleton<TemplateLibraryFactory>();
        return services;
    }
}
