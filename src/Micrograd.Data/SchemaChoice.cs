using static System.FormattableString;

namespace Micrograd.Data;

/// <summary>What is predicted of a row.</summary>
public enum TableTask
{
    /// <summary>One of several classes.</summary>
    Classification,

    /// <summary>A number.</summary>
    Regression,
}

/// <summary>
/// Chooses what to learn from a table that nobody described: which column is the label and of what kind, which columns are read
/// and which are left out. Each choice is said in a sentence.
/// </summary>
public sealed class SchemaChoice
{
    /// <summary>A label of whole numbers with more different ones than that is predicted as a number.</summary>
    const int MostNumberClasses = 20;

    /// <summary>The most classes of a label.</summary>
    const int MostClasses = 1000;

    /// <summary>A column with more different texts than that is not read.</summary>
    const int MostChoices = 50;

    static readonly string[] labelNames = ["label", "class", "target", "y"];

    readonly Table table;
    readonly List<string> notes = [];

    SchemaChoice(Table table) => this.table = table;

    /// <summary>What was chosen; numbers are not standardised yet.</summary>
    public TableSchema Schema { get; private set; } = null!;

    /// <summary>What was chosen and why, a sentence each.</summary>
    public IReadOnlyList<string> Notes => notes;

    /// <summary>Chooses.</summary>
    /// <param name="table">The table to learn from.</param>
    /// <param name="label">The column to predict; by default one with such a name as "label" or "class", or else the last.</param>
    /// <param name="task">What to predict; by default what the label looks like.</param>
    /// <exception cref="TableException">There is nothing to learn, or the label cannot be what is asked for.</exception>
    public static SchemaChoice Of(Table table, string? label = null, TableTask? task = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        var choice = new SchemaChoice(table);
        if (table.Columns.Select((column, i) => column.Name == Invariant($"c{i + 1}")).All(isMadeUp => isMadeUp))
            choice.notes.Add("The data has no names of columns; they are called c1, c2 and so on.");
        Label chosen = choice.ChooseLabel(label, task);
        choice.Schema = new(choice.ChooseFeatures(chosen.Name), chosen);
        return choice;
    }

    Label ChooseLabel(string? given, TableTask? task)
    {
        Column? named = labelNames.Select(Named).FirstOrDefault(column => column is not null);
        Column column = given is not null ? table[given] : named ?? table.Columns[^1];
        string why = given is not null ? "" : named is not null ? ", by its name" : ", the last column";
        string name = TableException.Quoted(column.Name);
        if (table.Columns.Count == 1)
            throw TableException.Of(table.Name, $"has one column, {name}: there is nothing to predict it from.");

        HashSet<string> distinct = [.. Enumerable.Range(0, column.Count).Select(row => Feature.TextOf(column, row))];
        if (distinct.Count == 1)
            throw TableException.Of(table.Name, $"has only {TableException.Quoted(distinct.Single())} in the label {name}: there is nothing to learn.");
        bool isFew = column is NumberColumn { AreWhole: true } && distinct.Count <= MostNumberClasses && 2 * distinct.Count <= table.Rows;
        if ((task ?? (column is TextColumn || isFew ? TableTask.Classification : TableTask.Regression)) == TableTask.Regression)
        {
            if (column is TextColumn)
                throw TableException.Of(table.Name, $"has texts in the label {name}, so it cannot be predicted as a number.");
            notes.Add($"Label: {name}{why}, a number.");
            return new NumberLabel(column.Name);
        }
        if (distinct.Count > MostClasses || distinct.Count == table.Rows)
            throw TableException.Of(table.Name, Invariant($"has {distinct.Count} different values in {table.Rows} rows of the label {name}, too many to be classes; choose another column by the option for the label."));
        string[] classes = column is TextColumn
            ? [.. distinct.Order(StringComparer.Ordinal)]
            : [.. Enumerable.Range(0, column.Count).Select(row => ((NumberColumn)column)[row]).DistinctBy(Feature.TextOf).Order().Select(Feature.TextOf)];
        notes.Add(Invariant($"Label: {name}{why}, {classes.Length} classes: {Listed.Names(classes)}."));
        return new ClassLabel(column.Name, classes);
    }

    Column? Named(string name) => table.Columns.FirstOrDefault(column => column.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    Feature[] ChooseFeatures(string label)
    {
        List<Feature> read = [];
        Dictionary<string, List<string>> leftOut = [];
        NumberColumn? counter = null;
        for (int i = 0; i < table.Columns.Count; i++)
        {
            Column column = table.Columns[i];
            if (column.Name == label)
                continue;
            if (column is NumberColumn numbers && NumbersTheRows(numbers, i))
                counter ??= numbers;
            else if (WhyLeftOut(column) is string reason)
                (leftOut.TryGetValue(reason, out List<string>? names) ? names : leftOut[reason] = []).Add(column.Name);
            else
                read.Add(column is NumberColumn ? new NumberFeature(column.Name) : new ChoiceFeature(column.Name, Distinct((TextColumn)column)));
        }
        if (counter is not null && read.Count == 0)
            read.Add(new NumberFeature(counter.Name));
        else if (counter is not null)
            leftOut["it numbers the rows"] = [counter.Name];
        if (read.Count == 0)
            throw TableException.Of(table.Name, $"has no column to predict {TableException.Quoted(label)} from: {Reasons(leftOut)}.");

        int numbersRead = read.Count(feature => feature is NumberFeature);
        ChoiceFeature[] choices = [.. read.OfType<ChoiceFeature>()];
        string[] parts =
        [
            .. numbersRead > 0 ? [Count(numbersRead, "column of numbers", "columns of numbers")] : Array.Empty<string>(),
            .. choices.Length > 0 ? [Invariant($"{Count(choices.Length, "column of texts", "columns of texts")} as {choices.Sum(choice => choice.Width)} inputs")] : Array.Empty<string>(),
        ];
        notes.Add($"Read: {string.Join(" and ", parts)}.");
        if (leftOut.Count > 0)
            notes.Add($"Left out: {Reasons(leftOut)}.");
        return [.. read];
    }

    /// <summary>Whether a column counts the rows one by one: as the first column, or under a name such as "id".</summary>
    bool NumbersTheRows(NumberColumn column, int place)
    {
        string name = column.Name.ToUpperInvariant();
        if (place > 0 && name is not ("ID" or "INDEX" or "ROW") && !name.EndsWith("_ID", StringComparison.Ordinal))
            return false;
        if (table.Rows < 3 || !column.AreWhole)
            return false;
        for (int row = 1; row < column.Count; row++)
            if (column[row] != column[row - 1] + 1)
                return false;
        return true;
    }

    string? WhyLeftOut(Column column)
    {
        int most = column is TextColumn ? MostChoices : 1;
        HashSet<string> distinct = new(StringComparer.Ordinal);
        bool isId = column.Name.Equals("id", StringComparison.OrdinalIgnoreCase) || column.Name.EndsWith("_id", StringComparison.OrdinalIgnoreCase);
        for (int row = 0; row < column.Count && (isId || distinct.Count <= most); row++)
            distinct.Add(Feature.TextOf(column, row));
        if (distinct.Count == 1)
            return "always the same";
        if (distinct.Count == table.Rows && table.Rows > 2 && (isId || column is TextColumn))
            return "different in every row";
        return column is TextColumn && distinct.Count > MostChoices ? Invariant($"more than {MostChoices} different texts") : null;
    }

    static string[] Distinct(TextColumn column) =>
        [.. Enumerable.Range(0, column.Count).Select(row => column[row]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    static string Reasons(Dictionary<string, List<string>> leftOut) => leftOut.Count == 0
        ? "it is the only one"
        : string.Join("; ", leftOut.Select(pair => $"{Listed.Names(pair.Value)} ({pair.Key})"));

    static string Count(int count, string one, string many) => Invariant($"{count} {(count == 1 ? one : many)}");
}
