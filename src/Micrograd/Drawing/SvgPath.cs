using System.Globalization;
using System.Text;

namespace Micrograd.Drawing;

/// <summary>
/// The <c>d</c> attribute of an SVG path, short: each point is rounded to a hundredth of a pixel and written as the step
/// from the point before it. The steps are differences of rounded points, so errors do not add up along the way.
/// </summary>
internal sealed class SvgPath
{
    private readonly StringBuilder data = new();
    private long x, y;              // where the pen stands, in hundredths of a pixel
    private bool stepping;          // the last thing written was a step, so another needs no letter

    /// <summary>The characters written so far.</summary>
    public int Length => data.Length;

    /// <summary>Lifts the pen and puts it down at a point.</summary>
    public void MoveTo(double toX, double toY)
    {
        (x, y) = (Hundredths(toX), Hundredths(toY));
        data.Append('M');
        Append(x);
        AppendSeparated(y);
        stepping = false;
    }

    /// <summary>Draws a straight line to a point, unless the pen stands there already.</summary>
    public void LineTo(double toX, double toY)
    {
        (long nextX, long nextY) = (Hundredths(toX), Hundredths(toY));
        if (nextX == x && nextY == y)
            return;
        if (stepping)
            AppendSeparated(nextX - x);
        else
        {
            data.Append('l');
            Append(nextX - x);
        }
        AppendSeparated(nextY - y);
        (x, y) = (nextX, nextY);
        stepping = true;
    }

    /// <summary>Draws a straight line back to where the pen was put down.</summary>
    public void Close()
    {
        data.Append('z');
        stepping = false;
    }

    /// <inheritdoc/>
    public override string ToString() => data.ToString();

    private static long Hundredths(double pixels) => (long)Math.Round(pixels * 100);

    private void AppendSeparated(long hundredths)
    {
        if (hundredths >= 0)
            data.Append(' ');       // a minus sign separates by itself
        Append(hundredths);
    }

    /// <summary>Writes hundredths as pixels without superfluous zeros: 1250 as 12.5, -30 as -.3.</summary>
    private void Append(long hundredths)
    {
        if (hundredths < 0)
            data.Append('-');
        (long whole, long part) = Math.DivRem(Math.Abs(hundredths), 100);
        if (whole > 0 || part == 0)
            data.Append(whole.ToString(CultureInfo.InvariantCulture));
        if (part == 0)
            return;
        data.Append('.').Append((char)('0' + part / 10));
        if (part % 10 > 0)
            data.Append((char)('0' + part % 10));
    }
}
