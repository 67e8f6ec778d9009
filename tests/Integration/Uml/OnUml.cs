namespace Proxier.Integration.Uml;

/// <summary>
/// The trait of tests that need a kernel with IPVS: <c>[Trait(OnUml.Trait, OnUml.Value)]</c> on the class. <c>eng/test.sh</c> runs them in
/// user-mode Linux and all others on this machine's kernel. They never skip: elsewhere they fail.
/// </summary>
internal static class OnUml
{
    public const string Trait = "Kernel";
    public const string Value = "uml";
}
