package org.penstock.core.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

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
    void foreignBytesAreRefusedAndNeverOverrun(@ForAll byte[] bytes, @ForAll boolean effects) {
        try {
            JournalCodec.read(
                    effects ? JournalCodec.EFFECTS_1 : JournalCodec.FRAME_1, new ByteSource(bytes, 0, bytes.length));
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
