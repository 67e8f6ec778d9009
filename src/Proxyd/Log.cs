using System.Net;
using Microsoft.Extensions.Logging;
using Proxier.Core.Objects;

namespace Proxier.Proxyd;

internal static partial class Log
{
    [LoggerMessage(8001, LogLevel.Information, "proxyd {Version} starts: {Options}")]
    public static partial void Starting(this ILogger logger, string version, string options);

    [LoggerMessage(8002, LogLevel.Information, "Stopping; the rules stay in the kernel")]
    public static partial void Stopping(this ILogger logger);

    [LoggerMessage(8003, LogLevel.Critical, "The source of objects failed; the rules stay as they are and proxyd ends")]
    public static partial void SourceFailed(this ILogger logger, Exception error);

    [LoggerMessage(8101, LogLevel.Warning, "{Service}: cannot answer health checks on {Address}: {Reason}; next try with the next apply")]
    public static partial void HealthCheckPortFailed(this ILogger logger, ObjectName service, IPEndPoint address, string reason);

    [LoggerMessage(8102, LogLevel.Warning, "Cannot listen on {Address} for {Purpose}: {Reason}; next try in {RetrySeconds} s")]
    public static partial void ListenFailed(this ILogger logger, IPEndPoint address, string purpose, string reason, double retrySeconds);

    [LoggerMessage(8103, LogLevel.Information, "Listening on {Address} for {Purpose}")]
    public static partial void Listening(this ILogger logger, IPEndPoint address, string purpose);

    [LoggerMessage(8201, LogLevel.Information, "Kernel setting {Name} changed from {Before} to {After}")]
    public static partial void SettingChanged(this ILogger logger, string name, string? before, string after);

    [LoggerMessage(8202, LogLevel.Warning, "Kernel setting {Name} stays at {Before}, {Wanted} was wanted: {Reason}")]
    public static partial void SettingRefused(this ILogger logger, string name, string? before, string wanted, string reason);

    [LoggerMessage(8401, LogLevel.Information, "Proxy mode {Selected} is used, {Requested} was requested: {Reason}")]
    public static partial void ModeChosen(this ILogger logger, string selected, string requested, string reason);

    [LoggerMessage(8402, LogLevel.Warning, "Proxy mode {Mode} is not used: {Reason}")]
    public static partial void ModeRejected(this ILogger logger, string mode, string reason);

    [LoggerMessage(8403, LogLevel.Warning, "Whether proxy mode {Mode} works here is not certain, it is used all the same: {Doubt}")]
    public static partial void ModeDoubtful(this ILogger logger, string mode, string doubt);

    [LoggerMessage(8404, LogLevel.Warning, "{Family} services will not answer, proxy mode {Mode} lacks for it: {Missing}")]
    public static partial void FamilyMissing(this ILogger logger, IpFamily family, string mode, string missing);

    [LoggerMessage(8405, LogLevel.Warning, "The mode that auto chose before cannot be read from {Path}, it chooses anew: {Reason}")]
    public static partial void MemoryUnreadable(this ILogger logger, string path, string reason);

    [LoggerMessage(8406, LogLevel.Warning, "The mode that auto chose cannot be kept in {Path}, the next start chooses anew: {Reason}")]
    public static partial void MemoryNotWritten(this ILogger logger, string path, string reason);

    [LoggerMessage(8407, LogLevel.Information, "No rules of proxy mode {Mode} are left")]
    public static partial void OtherRulesGone(this ILogger logger, string mode);

    [LoggerMessage(8408, LogLevel.Warning, "Rules of proxy mode {Mode} could not be removed; next try in {RetrySeconds} s")]
    public static partial void OtherRulesStay(this ILogger logger, Exception error, string mode, double retrySeconds);

    [LoggerMessage(8409, LogLevel.Debug, "Proxy mode {Mode} can have left no rules, as {Program} is not installed")]
    public static partial void NoToolNoRules(this ILogger logger, string mode, string program);

    [LoggerMessage(8501, LogLevel.Information, "Removed {Count} of kind {Kind} that a proxy in mode {Mode} left ({Tool}, {Family}): {Names}")]
    public static partial void LeftoverGone(this ILogger logger, int count, string kind, string mode, string tool, IpFamily family, string names);

    [LoggerMessage(8502, LogLevel.Warning, "The {Kind} {Name} that a proxy left stays ({Tool}, {Family}): {Reason}")]
    public static partial void LeftoverStays(this ILogger logger, string kind, string name, string tool, IpFamily family, string reason);

    [LoggerMessage(8503, LogLevel.Warning, "{Tool} could not find or remove what a proxy left of {Family}; our rules are in force, next try in {RetrySeconds} s")]
    public static partial void TakeoverFailed(this ILogger logger, Exception error, string tool, IpFamily family, double retrySeconds);

    [LoggerMessage(8504, LogLevel.Information, "{Family} is taken over: no rules of another proxy are left")]
    public static partial void TakenOver(this ILogger logger, IpFamily family);

    [LoggerMessage(8203, LogLevel.Information, "oom_score_adj of this process stays as it is, {Wanted} was wanted: {Reason}")]
    public static partial void OomScoreRefused(this ILogger logger, int wanted, string reason);

    [LoggerMessage(8104, LogLevel.Critical, "Cannot listen on {Address} for {Purpose}, and bindAddressHardFail is set; the rules stay and proxyd ends: {Reason}")]
    public static partial void ListenFailedHard(this ILogger logger, IPEndPoint address, string purpose, string reason);

    [LoggerMessage(8602, LogLevel.Information, "{File} changed and is in force: {Fields}")]
    public static partial void ConfigurationApplied(this ILogger logger, string file, string fields);

    [LoggerMessage(8603, LogLevel.Warning, "{File} changed, and this takes a restart: {Fields}; the rules stay and proxyd ends, for its supervisor to start it anew")]
    public static partial void ConfigurationNeedsRestart(this ILogger logger, string file, string fields);

    [LoggerMessage(8604, LogLevel.Error, "{Finding}; the configuration from before stays in force")]
    public static partial void ConfigurationRefused(this ILogger logger, string finding);

    [LoggerMessage(8605, LogLevel.Information, "{File} changed without effect on this proxy: {Fields}")]
    public static partial void ConfigurationUnaffected(this ILogger logger, string file, string fields);

    [LoggerMessage(8606, LogLevel.Warning, "The kernel does not tell of changes in {Folder}: {Problem}; the configuration is looked at every {DelayMs} ms")]
    public static partial void ConfigurationNotWatched(this ILogger logger, string folder, string problem, double delayMs);

    [LoggerMessage(8607, LogLevel.Information, "The configuration is written to {File}")]
    public static partial void ConfigurationWritten(this ILogger logger, string file);

    [LoggerMessage(8608, LogLevel.Information, "Kernel settings are as wanted; nothing else was to be done")]
    public static partial void Initialized(this ILogger logger);

    [LoggerMessage(8601, LogLevel.Warning, "{Warning}")]
    public static partial void ConfigurationWarning(this ILogger logger, string warning);

    [LoggerMessage(8105, LogLevel.Warning, "Cannot answer on the socket {Path}, 'proxyctl status' asks over HTTP then: {Reason}; next try in {RetrySeconds} s")]
    public static partial void SocketFailed(this ILogger logger, string path, string reason, double retrySeconds);

    [LoggerMessage(8106, LogLevel.Information, "Listening on {Path} for proxyctl")]
    public static partial void SocketOpen(this ILogger logger, string path);

    [LoggerMessage(8107, LogLevel.Warning, "The versions of kernel and tools cannot be read: {Reason}")]
    public static partial void VersionsUnreadable(this ILogger logger, string reason);

    [LoggerMessage(8108, LogLevel.Debug, "The garbage of the start is gone after {ElapsedMs:0} ms; {ResidentMiB} MiB stay resident")]
    public static partial void GarbageCollected(this ILogger logger, double elapsedMs, long residentMiB);

    [LoggerMessage(8301, LogLevel.Warning, "Process {Pid} of user {User} holds the lock's name, but only root can be a proxy; going on without the lock")]
    public static partial void LockSquatted(this ILogger logger, int pid, int user);
}
