using System.Globalization;
using System.Text;

namespace Micrograd.Drawing;

/// <summary>
/// Draws the graph behind a value as text in Graphviz's DOT language, in micrograd's style: a box for each value with its
/// label, number and gradient, a circle for each operation, and arrows in the direction of computation.
/// </summary>
public static class DotGraph
{
    /// <summary>The most values that are drawn unless more are asked for; Graphviz takes minutes for as many.</summary>
    public const int DefaultMostValues = 10_000;

    /// <summary>The DOT text of the graph that ends in <paramref name="root"/>. It works through deep graphs as well.</summary>
    /// <param name="root">The result.</param>
    /// <param name="direction">Graphviz's <c>rankdir</c>: LR (from left to right), TB, RL or BT.</param>
    /// <param name="mostValues">The most values that are drawn.</param>
    /// <exception cref="ArgumentException">There is no such direction, or the graph has more values than that.</exception>
    public static string Of(Value root, string direction = "LR", int mostValues = DefaultMostValues)
    {
        if (direction is not ("LR" or "TB" or "RL" or "BT"))
            throw new ArgumentException($"The direction must be LR, TB, RL or BT, got {direction}.");
        return new Writer(mostValues).Write(root, direction);
    }

    sealed class Writer(int mostValues)
    {
        readonly StringBuilder nodes = new(), edges = new();
        readonly Dictionary<Value, int> numbers = [];
        readonly Queue<Value> open = [];
        int count;

        public string Write(Value root, string direction)
        {
            NumberOf(root);
            while (open.TryDequeue(out Value value))
                WriteOperation(value);
            return $"digraph {{\n  graph [rankdir={direction}]\n{nodes}{edges}}}\n";
        }

        /// <summary>Draws the circle of a value's operation, and arrows to it from its operands.</summary>
        void WriteOperation(Value value)
        {
            IReadOnlyList<Value> operands = value.Operands;
            if (operands.Count == 0)
                return;
            int number = numbers[value];
            nodes.Append(CultureInfo.InvariantCulture, $"  op{number} [label=\"{Escaped(value.Op)}\"]\n");
            edges.Append(CultureInfo.InvariantCulture, $"  op{number} -> v{number}\n");
            foreach (Value operand in operands)
                edges.Append(CultureInfo.InvariantCulture, $"  v{NumberOf(operand)} -> op{number}\n");
        }

        /// <summary>The number of a value in the drawing. Its box is drawn first time; a constant has one for each use.</summary>
        int NumberOf(Value value)
        {
            if (!value.IsConstant && numbers.TryGetValue(value, out int number))
                return number;
            if (count == mostValues)
                throw new ArgumentException(
                    $"The graph has more than {mostValues} values, too many for a drawing. Draw a smaller part, or allow more.");
            number = count++;
            nodes.Append(CultureInfo.InvariantCulture, $"  v{number} [shape=record label=\"{{ {Content(value)} }}\"]\n");
            if (!value.IsConstant)
            {
                numbers.Add(value, number);
                open.Enqueue(value);
            }
            return number;
        }

        static string Content(Value value)
        {
            string data = string.Create(CultureInfo.InvariantCulture, $"data {value.Data:F4}");
            if (value.IsConstant)
                return data;
            string content = string.Create(CultureInfo.InvariantCulture, $"{data} | grad {value.Grad:F4}");
            return value.Label is { } label ? $"{Escaped(label)} | {content}" : content;
        }

        /// <summary>Text that is no part of the structure of a record.</summary>
        static string Escaped(string text)
        {
            var escaped = new StringBuilder(text.Length);
            foreach (char c in text)
            {
                if ("\\\"{}|<>".Contains(c, StringComparison.Ordinal))
                    escaped.Append('\\');
                escaped.Append(c is '\n' or '\r' ? ' ' : c);
            }
            return escaped.ToString();
        }
    }
}
