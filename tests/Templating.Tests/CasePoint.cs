namespace Proxier.Templating.Tests;

internal readonly record struct CasePoint(int Weight, string Label);
