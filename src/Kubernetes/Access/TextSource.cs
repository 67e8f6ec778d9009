namespace Proxier.Kubernetes.Access;

/// <summary>Text that a configuration holds itself or names a file for.</summary>
/// <param name="Origin">Where it was asked for, to begin a message with: <c>kubeconfig FILE: users[0].user.tokenFile</c>.</param>
/// <param name="Path">Read anew each time, as such files are replaced while we run; null: the text is <paramref name="Inline"/>.</param>
internal sealed record TextSource(string Origin, string? Path, string Inline = "")
{
    /// <exception cref="AccessException">The file cannot be read.</exception>
    public string Read()
    {
        if (Path is null)
            return Inline;
        try
        {
            return File.ReadAllText(Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new AccessException($"{Origin}: {Path} cannot be read: {e.Message}", e);
        }
    }

    // The default would print what may be a secret.
    public override string ToString() => Path is null ? Origin : $"{Origin}: {Path}";
}
