namespace Proxier.Templating.Rendering;

internal static class Null
{
    /// <summary>Whether a reference is null. Asking a struct of a generic type the plain way boxes it until the code is optimised.</summary>
    public static bool Is<T>(T value) => !typeof(T).IsValueType && value is null;
}
