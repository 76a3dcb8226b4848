package org.penstock.core.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.penstock.core.link.Handed;

class JournalCodecProperties {
    @Provide
    Arbitrary<JournalRecord> records() {
        return Records.any();
    }

    @Property
    void whatIsReadIsWhatWasWritten(@ForAll("records") JournalRecord record) {
        ByteSink out = new ByteSink(16);
        RecordFormat.write(record, out);

        int length = RecordFormat.length(out.array(), 0);
        assertTrue(RecordFormat.intact(out.array(), 0, length));
        JournalRecord read = RecordFormat.read(out.array(), 0, length);

        assertEquals(Records.story(record), Records.story(read));
    }

    @Property
    void foreignBytesAreRefusedAndNeverOverrun(@ForAll byte[] bytes, @ForAll("types") int type) {
        try {
            JournalCodec.read(type, new ByteSource(bytes, 0, bytes.length));
        } catch (ByteSource.Malformed e) {
            assertTrue(e.getMessage() != null);
        }
    }

    @Property
    void aDamagedRecordThatPassesItsChecksumStillNeverOverruns(
            @ForAll("records") JournalRecord record, @ForAll Random r) {
        ByteSink out = new ByteSink(16);
        JournalCodec.write(record, out);
        byte[] bytes = out.copy();
        bytes[r.nextInt(bytes.length)] ^= (byte) (1 << r.nextInt(8));
        try {
            JournalCodec.read(JournalCodec.type(record), new ByteSource(bytes, 0, bytes.length));
        } catch (ByteSource.Malformed e) {
            assertTrue(e.getMessage() != null);
        }
    }

    @Provide
    Arbitrary<Integer> types() {
        return Arbitraries.of(JournalCodec.FRAME_1, JournalCodec.EFFECTS_1, JournalCodec.FRAME_2);
    }

    /** What a data directory holds must be read by every later version: these bytes stand for all that were ever written. */
    @Example
    void theBytesOfARecordNeverChange() {
        Samples.Builder builder = new Samples.Builder(2);
        builder.add(4, 120.5, 1_735_725_910_000_000L, 7_000_000, 0, 0);
        Samples samples = builder.build();
        List<Frame.MessageId> ids = List.of(new Frame.MessageId("barn", "t-001/e-1", 0x0123_4567_89ab_cdefL));
        List<Frame.Count> counts = List.of(new Frame.Count("barn", "scale", "stored", 1));
        long wall = 1_735_725_911_000_000L;
        Frame plain = new Frame(9, wall, 7_000_000, samples, List.of(), ids, counts);
        String bytes =
                "09" + "808fd2e5c5a89506" + "80bfd606" + "01" + "08" + "ff887a" + "00" + "d19601" + "010000" + "00"
                        + "01" + "04" + "6261726e" + "09" + "742d3030312f652d31" + "0123456789abcdef"
                        + "01" + "04" + "6261726e" + "05" + "7363616c65" + "06" + "73746f726564" + "02";
        same(JournalCodec.FRAME_1, bytes, plain);

        Handed message = new Handed("scale", "w", "s-1", "e-1", 1_735_725_910_000_000L, "{\"µ\":1}");
        Frame handing = new Frame(
                9,
                wall,
                7_000_000,
                samples,
                List.of(),
                ids,
                counts,
                List.of(new Frame.HandedOn("barn", wall - 1_000, message)));
        String more = "01" + "04" + "6261726e" + "cf0f" + "05" + "7363616c65" + "01" + "77" + "03" + "732d31" + "03"
                + "652d31" + "8086d8e4c5a89506" + "08" + "7b22c2b5223a317d";
        same(JournalCodec.FRAME_2, bytes + more, handing);
    }

    private static void same(int type, String bytes, Frame frame) {
        JournalRecord record = new JournalRecord.Inputs(frame);
        ByteSink out = new ByteSink(16);
        JournalCodec.write(record, out);
        assertEquals(bytes, HexFormat.of().formatHex(out.copy()));
        assertEquals(type, JournalCodec.type(record));
        byte[] kept = HexFormat.of().parseHex(bytes);
        assertEquals(
                Records.story(record), Records.story(JournalCodec.read(type, new ByteSource(kept, 0, kept.length))));
    }

    @Property
    void everyDoubleSurvives(@ForAll("doubles") double v) {
        ByteSink out = new ByteSink(16);
        out.decimal(v);
        double read = new ByteSource(out.array(), 0, out.size()).decimal();
        assertEquals(Double.doubleToRawLongBits(v), Double.doubleToRawLongBits(read));
    }

    @Property
    void aSensorsDecimalIsShort(@ForAll short tenths) {
        ByteSink out = new ByteSink(16);
        out.decimal(tenths / 10.0);
        assertTrue(out.size() <= 3, () -> tenths + " took " + out.size() + " bytes");
    }

    @Provide
    Arbitrary<Double> doubles() {
        return Arbitraries.oneOf(
                Arbitraries.longs().map(Double::longBitsToDouble),
                Arbitraries.integers().map(i -> i / 1000.0),
                Arbitraries.of(0.0, -0.0, Double.NaN, Double.MIN_VALUE, 1e15, 9e15, -1e15, 0.1 + 0.2));
    }
}
