using FsCheck;
using FsCheck.Fluent;
using Proxier.Proxyd.CommandLine;
using Proxier.Proxyd.Configuration;
using Proxier.Proxyd.Configuration.Sections;
using Proxier.Proxyd.Tests.CommandLine;

namespace Proxier.Proxyd.Tests.Configuration;

public sealed class WriteTests : IDisposable
{
    private readonly ConfigFile _file = new();
    private readonly StringWriter _log = new();

    public void Dispose()
    {
        _file.Dispose();
        _log.Dispose();
    }

    [Fact]
    public async Task The_defaults_are_written_as_a_file_that_means_the_same()
    {
        Assert.Equal(0, await ProxydCommand.RunAsync(["--write-config-to", _file.Path, "--hostname-override", "node-a"], _log));
        string text = File.ReadAllText(_file.Path);
        Assert.StartsWith("apiVersion: \"kubeproxy.config.k8s.io/v1alpha1\"\nbindAddress: \"0.0.0.0\"\nbindAddressHardFail: false\nclientConnection:\n  acceptContentTypes: \"\"\n", text);
        Assert.Contains("\nhealthzBindAddress: \"0.0.0.0:10256\"\n", text);
        Assert.Contains("\n  tcpEstablishedTimeout: \"24h0m0s\"\n", text);
        Assert.Contains("\nnodePortAddresses: []\n", text);
        Assert.Empty(_file.Warnings());
        Assert.Equal(["mode", "healthzBindAddress", "metricsBindAddress"], Parsed.Read("--hostname-override", "node-a").Values.DifferencesTo(_file.Read().Values).Select(setting => setting.Field));
    }

    [Fact]
    public void Writing_and_reading_gives_the_same_for_any_values()
    {
        Setting[] settings = [.. Settings.ByField.Values];
        Gen<(Setting Setting, object Value)> set = Gen.Elements(settings).SelectMany(setting => Values(setting).Select(value => (setting, value)));
        Prop.ForAll(set.ArrayOf().ToArbitrary(), (Action<(Setting Setting, object Value)[]>)(entries =>
        {
            SettingValues written = entries.Aggregate(SettingValues.Empty, (values, entry) => values.With(entry.Setting, entry.Value));
            _file.WithText(ConfigurationYaml.Write(written));
            ReadSettings read = _file.Read();
            Assert.Empty(written.DifferencesTo(read.Values));
            Assert.DoesNotContain(read.Warnings, warning => warning.Contains("not a field", StringComparison.Ordinal));
        })).QuickCheckThrowOnFailure();
    }

    [Fact]
    public async Task What_a_file_cannot_say_is_a_warning()
    {
        Assert.Equal(0, await ProxydCommand.RunAsync(["--write-config-to", _file.Path, "--healthz-bind-address=", "--iptables-min-sync-period=0"], _log));
        Assert.Contains("healthzBindAddress is \"\", which a file cannot say", _log.ToString());
        Assert.Contains("nftables.minSyncPeriod is \"0s\", which a file cannot say", _log.ToString());
    }

    [Fact]
    public async Task A_place_that_cannot_be_written_is_an_error()
    {
        Assert.Equal(1, await ProxydCommand.RunAsync(["--write-config-to", "/does/not/exist/config"], _log));
        Assert.Contains("the configuration cannot be written", _log.ToString());
    }

    /// <summary>Of the right form, and not zero where a file cannot say that.</summary>
    private static Gen<object> Values(Setting setting)
    {
        Gen<object> values = setting switch
        {
            Setting<bool> => Gen.Elements(true, false).Select(value => (object)value),
            Setting<int> => Gen.Choose(-5, 100_000).Select(value => (object)value),
            Setting<float> => Gen.Choose(-5, 1000).Select(value => (object)(value / 8f)),
            Setting<TimeSpan> => Gen.Choose(-5, int.MaxValue).Select(value => (object)TimeSpan.FromTicks(value * 37L)),
            Setting<Core.EquatableArray<FeatureGate>> => Gen.Elements("A", "b.c", "no").ArrayOf()
                .Select(names => (object)Core.EquatableArray.ToEquatableArray(names.Distinct().Order(StringComparer.Ordinal).Select(name => new FeatureGate(name, name.Length > 1)))),
            Setting<Core.EquatableArray<string>> list when list == LoggingSection.Vmodule => Gen.Elements("a=1", "b*=0").ArrayOf().Select(texts => (object)Core.EquatableArray.ToEquatableArray(texts)),
            Setting<Core.EquatableArray<string>> => Texts.ArrayOf().Select(texts => (object)Core.EquatableArray.ToEquatableArray(texts)),
            _ => Texts.Select(text => (object)text),
        };
        return setting.IsZeroDefault ? values.Where(value => !setting.IsZero(value)) : values;
    }

    private static Gen<string> Texts => Gen.Elements("yes", "5", "null", "~", "a: b", "- c", "# d", "\"quoted\"", "'", "two\nlines", "\u00e9\U0001F600", " padded ", "0x1F", "{}", "&a", "*a");
}
