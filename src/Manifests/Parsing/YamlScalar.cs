using System.Globalization;
using System.Text.Json;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Proxier.Manifests.Parsing;

/// <summary>
/// Types of scalars as sigs.k8s.io/yaml sees them, which is YAML 1.1: a plain <c>no</c> is false, <c>010</c> is eight, and a plain
/// time stays text.
/// </summary>
internal static class YamlScalar
{
    private const string StringTag = "tag:yaml.org,2002:str";

    /// <summary>All spellings of all words, null included.</summary>
    private static readonly Dictionary<string, bool?> Words = new()
    {
        [""] = null, ["~"] = null, ["null"] = null, ["Null"] = null, ["NULL"] = null,
        ["y"] = true, ["Y"] = true, ["yes"] = true, ["Yes"] = true, ["YES"] = true,
        ["n"] = false, ["N"] = false, ["no"] = false, ["No"] = false, ["NO"] = false,
        ["on"] = true, ["On"] = true, ["ON"] = true, ["off"] = false, ["Off"] = false, ["OFF"] = false,
        ["true"] = true, ["True"] = true, ["TRUE"] = true, ["false"] = false, ["False"] = false, ["FALSE"] = false,
    };

    public static bool IsNull(ParsingEvent node) =>
        node is Scalar scalar && !IsString(scalar) && Words.TryGetValue(scalar.Value, out bool? word) && word is null;

    public static void Write(Scalar scalar, Utf8JsonWriter writer)
    {
        string text = scalar.Value;
        if (IsString(scalar))
            writer.WriteStringValue(text);
        else if (Words.TryGetValue(text, out bool? word))
            WriteWord(word, writer);
        else if (TryReadInteger(text, out long integer))
            writer.WriteNumberValue(integer);
        else if (TryReadFloat(text, out double number))
            writer.WriteNumberValue(number);
        else
            writer.WriteStringValue(text);
    }

    private static void WriteWord(bool? word, Utf8JsonWriter writer)
    {
        if (word is { } flag)
            writer.WriteBooleanValue(flag);
        else
            writer.WriteNullValue();
    }

    private static bool IsString(Scalar scalar)
    {
        if (!scalar.Tag.IsEmpty)
            return scalar.Tag.IsNonSpecific || scalar.Tag.Value == StringTag;
        return scalar.Style != ScalarStyle.Plain;
    }

    private static bool TryReadInteger(string text, out long integer)
    {
        integer = 0;
        if (!MayBeNumber(text))
            return false;
        ReadOnlySpan<char> digits = text.Replace("_", "", StringComparison.Ordinal);
        bool isNegative = digits[0] == '-';
        if (digits[0] is '-' or '+')
            digits = digits[1..];
        if (!TryReadDigits(digits, out long magnitude))
            return false;
        integer = isNegative ? -magnitude : magnitude;
        return true;
    }

    private static bool TryReadDigits(ReadOnlySpan<char> digits, out long value)
    {
        if (digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
            return long.TryParse(digits[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value) && value >= 0;
        if (digits.StartsWith("0b", StringComparison.OrdinalIgnoreCase))
            return long.TryParse(digits[2..], NumberStyles.AllowBinarySpecifier, CultureInfo.InvariantCulture, out value) && value >= 0;
        if (digits.StartsWith("0o", StringComparison.OrdinalIgnoreCase))
            return TryReadOctal(digits[2..], out value);
        if (digits.Length > 1 && digits[0] == '0')
            return TryReadOctal(digits[1..], out value);
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }

    private static bool TryReadOctal(ReadOnlySpan<char> digits, out long value)
    {
        value = 0;
        // 20 digits are 60 bits.
        if (digits.Length is 0 or > 20 || digits.ContainsAnyExceptInRange('0', '7'))
            return false;
        foreach (char digit in digits)
            value = (8 * value) + (digit - '0');
        return true;
    }

    /// <summary>Infinities and NaN are no numbers in JSON and stay text.</summary>
    private static bool TryReadFloat(string text, out double number)
    {
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        number = 0;
        return MayBeNumber(text) && double.TryParse(text, style, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
    }

    private static bool MayBeNumber(string text) => text[0] is (>= '0' and <= '9') or '-' or '+' or '.';
}
