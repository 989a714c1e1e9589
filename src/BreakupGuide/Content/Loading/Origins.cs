using FluentValidation;

namespace BreakupGuide.Content.Loading;

/// <summary>Remembers from which lines each record was read, so that a rule broken later still names file and line.</summary>
internal sealed class Origins
{
    private readonly Dictionary<object, YamlMap> maps = new(ReferenceEqualityComparer.Instance);

    public T Note<T>(T record, YamlMap map)
        where T : notnull
    {
        maps[record] = map;
        return record;
    }

    public YamlMap Of(object record) => maps[record];

    /// <summary>All records of this kind, wherever they stood.</summary>
    public IReadOnlyList<T> All<T>() => [.. maps.Keys.OfType<T>()];

    /// <summary>Notes what the record's validator finds, each at the line of its key.</summary>
    public void Check<T>(T record, IValidator<T> validator)
        where T : notnull
    {
        var map = maps[record];
        foreach (var failure in validator.Validate(record).Errors)
        {
            var key = Key(failure.PropertyName);
            if (!map.IsFaulty(key))
                map.File.Error(map.LineAt(key), failure.ErrorMessage);
        }
    }

    /// <summary><c>PickAsk</c> and <c>Options[2].Value</c> stand in the file as <c>pick-ask</c> and <c>options</c>.</summary>
    private static string Key(string property)
    {
        var name = property.Split('.', '[')[0];
        return string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));
    }
}
