using Proxier.Proxyd.CommandLine;

try
{
    return await ProxydCommand.RunAsync(args, Console.Error);
}
catch (Exception bug)
{
    await Console.Error.WriteLineAsync($"proxyd: ended by a failure that nobody expected; the rules stay in the kernel: {bug}");
    return 1;
}
