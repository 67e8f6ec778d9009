using System.IO.Compression;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Proxier.Testing.ApiServer;

/// <summary>One page of a list.</summary>
internal static class ListAnswer
{
    /// <summary>Below this the real server does not compress either.</summary>
    private const int MinCompressedBytes = 128 << 10;

    public static async Task SendAsync(HttpContext context, ApiObjects objects, ApiResource resource, ListOptions options)
    {
        long version = Version(objects, options);
        IReadOnlyList<StoredObject> all = objects.At(resource, version) ?? throw (options.Continue is null
            ? Refusal.Expired(version)
            : new Refusal(410, "Expired", "The provided continue parameter is too old to display a consistent list result."));
        List<StoredObject> rest = [.. all.Where(stored => options.Selector.Matches(stored) && (options.Continue is null || stored.Name > options.Continue.Last))];
        List<StoredObject> page = options.Limit > 0 ? rest[..Math.Min(options.Limit, rest.Count)] : rest;
        ContinueToken? next = page.Count < rest.Count ? new ContinueToken(version, page[^1].Name.Namespace, page[^1].Name.Name) : null;

        context.Response.ContentType = "application/json";
        await using Stream body = Compressed(context, page);
        await WriteAsync(body, resource, page, version, next, rest.Count - page.Count, context.RequestAborted);
    }

    private static long Version(ApiObjects objects, ListOptions options)
    {
        long present = objects.Version;
        if (options.Continue is { } token)
            return token.Version;
        if (options.Version > present)
            throw Refusal.VersionTooLarge(options.Version.Value, present);
        return options.IsExact ? options.Version ?? present : present;
    }

    private static Stream Compressed(HttpContext context, List<StoredObject> page)
    {
        bool isLarge = page.Sum(stored => stored.Json.Length) >= MinCompressedBytes;
        if (!isLarge || !context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.Ordinal))
            return context.Response.Body;
        context.Response.Headers.ContentEncoding = "gzip";
        return new GZipStream(context.Response.Body, CompressionLevel.Fastest, leaveOpen: true);
    }

    private static async Task WriteAsync(Stream body, ApiResource resource, List<StoredObject> page, long version, ContinueToken? next, int remaining, CancellationToken cancel)
    {
        await using var json = new Utf8JsonWriter(body);
        json.WriteStartObject();
        json.WriteString("kind", $"{resource.Kind}List");
        json.WriteString("apiVersion", resource.ApiVersion);
        json.WriteStartObject("metadata");
        json.WriteString("resourceVersion", $"{version}");
        if (next is not null)
        {
            json.WriteString("continue", next.ToString());
            json.WriteNumber("remainingItemCount", remaining);
        }

        json.WriteEndObject();
        json.WriteStartArray("items");
        foreach (StoredObject stored in page)
        {
            json.WriteRawValue(stored.Json, skipInputValidation: true);
            if (json.BytesPending > 32 << 10)
                await json.FlushAsync(cancel);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
