using System.Text.Json;
using System.Text.Json.Serialization;

namespace Micrograd.Data;

/// <summary>A schema as the text that is saved with a model: docs/model-files.md has its form.</summary>
static class SchemaJson
{
    /// <summary>Writes it.</summary>
    public static string Write(TableSchema schema) => JsonSerializer.Serialize(
        new SchemaText(
            schema.Label is ClassLabel classes ? new(classes.Name, Classes: [.. classes.Classes]) : OfNumber((NumberLabel)schema.Label),
            [.. schema.Features.Select(feature => feature is NumberFeature number
                ? new ColumnText(number.Name, number.Mean, number.Scale)
                : new ColumnText(feature.Name, Values: [.. ((ChoiceFeature)feature).Values]))]),
        SchemaContext.Default.SchemaText);

    /// <summary>Reads it; null if it is none.</summary>
    public static TableSchema? Read(string text)
    {
        try
        {
            SchemaText? read = JsonSerializer.Deserialize(text, SchemaContext.Default.SchemaText);
            return read?.Label?.Name is not null && read.Features is { Length: > 0 } && ToLabel(read.Label) is Label label
                && read.Features.Select(ToFeature).ToArray() is var features && features.All(feature => feature is not null)
                ? new([.. features.Select(feature => feature!)], label)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static ColumnText OfNumber(NumberLabel label) => new(label.Name, label.Mean, label.Scale);

    static Label? ToLabel(ColumnText column) => column switch
    {
        { Classes: { Length: > 1 } classes, Mean: null, Scale: null, Values: null } when AreDistinct(classes) => new ClassLabel(column.Name!, classes),
        { Classes: null, Values: null, Mean: double mean, Scale: double scale } when IsScale(mean, scale) => new NumberLabel(column.Name!, mean, scale),
        _ => null,
    };

    static Feature? ToFeature(ColumnText? column) => column switch
    {
        { Name: not null, Values: { Length: > 0 } values, Mean: null, Scale: null, Classes: null } when AreDistinct(values) => new ChoiceFeature(column.Name, values),
        { Name: not null, Values: null, Classes: null, Mean: double mean, Scale: double scale } when IsScale(mean, scale) => new NumberFeature(column.Name, mean, scale),
        _ => null,
    };

    static bool AreDistinct(string[] texts) => texts.All(text => text is not null) && texts.Distinct(StringComparer.Ordinal).Count() == texts.Length;

    static bool IsScale(double mean, double scale) => double.IsFinite(mean) && double.IsFinite(scale) && scale > 0;
}

/// <summary>The schema as it is written.</summary>
sealed record SchemaText(ColumnText? Label, ColumnText?[]? Features);

/// <summary>A column as it is written: of numbers, of texts, or a label of classes.</summary>
sealed record ColumnText(string? Name, double? Mean = null, double? Scale = null, string[]? Values = null, string[]? Classes = null);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(SchemaText))]
sealed partial class SchemaContext : JsonSerializerContext;
