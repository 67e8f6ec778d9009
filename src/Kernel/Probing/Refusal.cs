using Proxier.Core.Commands;

namespace Proxier.Kernel.Probing;

/// <summary>Why a step did not do what it should.</summary>
/// <param name="Failure">Null when the program was content.</param>
/// <param name="Missing">What its output lacks; empty when it failed.</param>
internal sealed record Refusal(CommandFailedException? Failure, string Missing);
