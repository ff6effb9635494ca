using System.Runtime.InteropServices;
using Micrograd.Tape;

namespace Micrograd.Python.Objects;

/// <summary>
/// The tables of a block that has living objects: the object at each place, and the record of the segment that starts
/// there. They are made with the first record of the block and go with the last.
/// </summary>
unsafe struct BlockRecord
{
    public ValueObject** Objects;
    public SegmentRecord** Records;
    int holders;

    /// <summary>
    /// How many constants of this block's nodes are shown as objects: they are found by place, so places are not used
    /// again meanwhile.
    /// </summary>
    public int Constants;

    /// <summary>The tables of a block; null if it has none.</summary>
    public static BlockRecord* Of(Block block) => (BlockRecord*)block.Companion;

    /// <summary>The tables of a block, made if it has none; the caller becomes a holder.</summary>
    /// <exception cref="OutOfMemoryException">Nothing has changed then.</exception>
    public static BlockRecord* Hold(Block block)
    {
        BlockRecord* record = Of(block);
        if (record == null)
        {
            int places = block.Nodes.Length;
            byte* memory = (byte*)NativeMemory.AllocZeroed((nuint)sizeof(BlockRecord) + (nuint)places * 2 * (nuint)sizeof(nint));
            record = (BlockRecord*)memory;
            record->Objects = (ValueObject**)(memory + sizeof(BlockRecord));
            record->Records = (SegmentRecord**)(record->Objects + places);
            block.Companion = (nint)record;
        }
        record->holders++;
        return record;
    }

    /// <summary>Gives up the tables of a block.</summary>
    public static void Release(BlockRecord* record, Block block)
    {
        if (--record->holders > 0)
            return;
        block.Companion = 0;
        NativeMemory.Free(record);
    }
}
