namespace Proxier.Testing.ApiServer;

/// <summary>A fault has ended the answer; whoever writes it can stop.</summary>
internal sealed class AnswerOverException() : Exception("The answer was ended by a fault.");
