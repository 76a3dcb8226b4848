package org.penstock.core.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ChunkCodecProperties {
    @Property(tries = 500)
    void everyReadingSurvivesBitForBit(@ForAll Random r, @ForAll @IntRange(min = 0, max = 400) int n) {
        ReadingColumns c = new ReadingColumns(1);
        int kind = r.nextInt(6);
        long event = r.nextInt(3) == 0 ? 7_258_118_399_999_999L - 400 : 1_790_000_000_000_000L;
        for (int i = 0; i < n; i++) {
            event += r.nextInt(5) == 0 ? r.nextInt(1_000_000) : 1;
            c.add(event, value(kind, i, r), new int[] {0, 0, 0, 64, 192, 197, 198}[r.nextInt(7)], r.nextInt(16));
        }
        byte[] bytes = ChunkCodec.encode(c);
        assertEquals(story(c), story(ChunkCodec.decode(bytes)));
    }

    @Property(tries = 500)
    void damagedBytesAreRefusedOrReadAndNeverOverrun(@ForAll Random r) {
        ReadingColumns c = new ReadingColumns(1);
        for (int i = 0; i < 50; i++) {
            c.add(1_790_000_000_000_000L + i * 1_000_000L, value(r.nextInt(6), i, r), 0, 0);
        }
        byte[] bytes = ChunkCodec.encode(c);
        bytes[r.nextInt(bytes.length)] ^= (byte) (1 << r.nextInt(8));
        try {
            assertTrue(ChunkCodec.decode(bytes).size() >= 0);
        } catch (ByteSource.Malformed e) {
            assertTrue(e.getMessage() != null);
        }
    }

    @Property(tries = 20)
    void aWalkOfTenthsOnTheBeatTakesThreeBitsAReading(@ForAll Random r) {
        ReadingColumns c = new ReadingColumns(1);
        long tenths = 214;
        for (int i = 0; i < 600; i++) {
            tenths += r.nextInt(3) - 1;
            c.add(1_790_000_000_000_000L + i * 1_000_000L, tenths / 10.0, 0, 0);
        }
        assertTrue(ChunkCodec.encode(c).length < 600 * 3 / 8);
    }

    @Property(tries = 20)
    void aFewOddValuesDoNotSpoilTheRest(@ForAll Random r) {
        ReadingColumns c = new ReadingColumns(1);
        for (int i = 0; i < 600; i++) {
            c.add(1_790_000_000_000_000L + i * 1_000_000L, i % 50 == 0 ? Double.NaN : r.nextInt(60) / 10.0, 0, 0);
        }
        assertTrue(ChunkCodec.encode(c).length < 600 * 1.3);
    }

    @Property(tries = 20)
    void aDeviceThatIsAskedOnceASecondAndAnswersWhenItCanTakesNoMoreThanItsWavering(@ForAll Random r) {
        ReadingColumns c = new ReadingColumns(1);
        for (int i = 0; i < 600; i++) {
            if (i % 100 != 50) { // an answer that never came
                c.add(1_790_000_000_000_000L + i * 1_000_000L + r.nextInt(15_000), 21.5f, 0, 0);
            }
        }
        int bytes = ChunkCodec.encode(c).length;
        assertTrue(bytes < 600 * 14 / 8 + 60, bytes + " bytes");
    }

    @Property(tries = 20)
    void aFloatOfADeviceTakesNoMoreThanAFloat(@ForAll Random r) {
        ReadingColumns c = new ReadingColumns(1);
        for (int i = 0; i < 600; i++) {
            c.add(1_790_000_000_000_000L + i * 1_000_000L, 21.3f + r.nextFloat(), 0, 0);
        }
        int bytes = ChunkCodec.encode(c).length;
        assertTrue(bytes < 600 * 4, bytes + " bytes");
    }

    @Property(tries = 5)
    void whatWasWrittenInBytesIsStillRead(@ForAll Random r) {
        ReadingColumns c = new ReadingColumns(1);
        for (int i = 0; i < 600; i++) {
            c.add(1_790_000_000_000_000L + i * 1_000_000L + r.nextInt(15_000), value(r.nextInt(6), i, r), 0, 0);
        }
        ByteSink bytes = new ByteSink(16);
        ChunkCodec.write(c, 0, bytes);
        assertEquals(story(c), story(ChunkCodec.decode(bytes.copy())));
    }

    private static double value(int kind, int i, Random r) {
        return switch (kind) {
            case 0 -> r.nextInt(1000) / 10.0;
            case 1 -> r.nextDouble();
            case 2 -> Double.longBitsToDouble(r.nextLong());
            case 3 -> i;
            case 4 -> r.nextInt(20) == 0 ? Double.longBitsToDouble(0x7ff0_0000_0000_0001L | r.nextInt()) : i / 100.0;
            default -> new double[] {0.0, -0.0, 1e18, -1e-9, Double.NaN, Double.NEGATIVE_INFINITY}[r.nextInt(6)];
        };
    }

    private static String story(ReadingColumns c) {
        StringBuilder s = new StringBuilder();
        for (int i = 0; i < c.size(); i++) {
            s.append(c.event(i))
                    .append(' ')
                    .append(Double.doubleToRawLongBits(c.value(i)))
                    .append(' ');
            s.append(c.quality(i)).append(' ').append(c.flags(i)).append('\n');
        }
        return s.toString();
    }
}
