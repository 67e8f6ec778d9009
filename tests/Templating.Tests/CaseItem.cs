using Proxier.Core;

namespace Proxier.Templating.Tests;

internal sealed record CaseItem(string Name, int Number, EquatableArray<string> Tags);
