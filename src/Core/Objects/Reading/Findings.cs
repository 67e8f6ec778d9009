namespace Proxier.Core.Objects.Reading;

/// <summary>Collects what is found while one object is read, so that all of it can be told at once.</summary>
internal sealed class Findings
{
    private List<Finding>? _errors;
    private List<Finding>? _warnings;

    public bool HasErrors => _errors is not null;

    public EquatableArray<Finding> Errors => ToArray(_errors);

    public EquatableArray<Finding> Warnings => ToArray(_warnings);

    public void Error(FieldPath field, string problem) => (_errors ??= []).Add(new Finding(field.ToString(), problem));

    public void Warn(FieldPath field, string problem) => (_warnings ??= []).Add(new Finding(field.ToString(), problem));

    private static EquatableArray<Finding> ToArray(List<Finding>? findings) => findings is null ? [] : findings.ToEquatableArray();
}
