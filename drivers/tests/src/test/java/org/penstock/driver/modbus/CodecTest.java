package org.penstock.driver.modbus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penstock.core.facility.FacilityText;
import org.penstock.core.facility.Fields;
import org.penstock.core.facility.Node;
import org.penstock.core.facility.Problems;
import org.penstock.core.quantity.QualityCode;

/** Registers as they come over the wire, and the numbers they are. */
class CodecTest {
    private final Problems problems = new Problems();

    private Codec codec(String fields) {
        Node node = FacilityText.parse("facility.yaml", "{" + fields + "}", problems);
        Fields f = Fields.of(node, problems);
        Codec codec = Codec.read(RegisterTable.HOLDING, f, problems);
        f.done();
        return codec;
    }

    private List<String> told() {
        return problems.all().stream().map(Problems.Problem::what).toList();
    }

    private static int[] registers(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        int[] registers = new int[bytes.length / 2];
        for (int i = 0; i < registers.length; i++) {
            registers[i] = (bytes[2 * i] & 0xFF) << 8 | bytes[2 * i + 1] & 0xFF;
        }
        return registers;
    }

    @ParameterizedTest(name = "{0} {1}: {2} is {3}")
    @CsvSource({
        "int16,   ABCD, FF85,             -123",
        "int16,   CDAB, FF85,             -123",
        "int16,   BADC, 85FF,             -123",
        "int16,   DCBA, 85FF,             -123",
        "uint16,  ABCD, FF85,             65413",
        "uint16,  CDAB, FF85,             65413",
        "uint16,  BADC, 85FF,             65413",
        "uint16,  DCBA, 85FF,             65413",
        "bcd16,   ABCD, 4711,             4711",
        "bcd16,   CDAB, 4711,             4711",
        "bcd16,   BADC, 1147,             4711",
        "bcd16,   DCBA, 1147,             4711",
        "int32,   ABCD, FFFE1DC0,         -123456",
        "int32,   CDAB, 1DC0FFFE,         -123456",
        "int32,   BADC, FEFFC01D,         -123456",
        "int32,   DCBA, C01DFEFF,         -123456",
        "uint32,  ABCD, FFFE1DC0,         4294843840",
        "uint32,  CDAB, 1DC0FFFE,         4294843840",
        "uint32,  BADC, FEFFC01D,         4294843840",
        "uint32,  DCBA, C01DFEFF,         4294843840",
        "bcd32,   ABCD, 12345678,         12345678",
        "bcd32,   CDAB, 56781234,         12345678",
        "bcd32,   BADC, 34127856,         12345678",
        "bcd32,   DCBA, 78563412,         12345678",
        "float32, ABCD, C2F6E979,         -123.456",
        "float32, CDAB, E979C2F6,         -123.456",
        "float32, BADC, F6C279E9,         -123.456",
        "float32, DCBA, 79E9F6C2,         -123.456",
        "int64,   ABCD, FFFFFFE34C109800, -123277895680",
        "int64,   CDAB, 98004C10FFE3FFFF, -123277895680",
        "int64,   BADC, FFFFE3FF104C0098, -123277895680",
        "int64,   DCBA, 0098104CE3FFFFFF, -123277895680",
        "uint64,  ABCD, 8000000000000000, 9223372036854775808",
        "uint64,  CDAB, 0000000000008000, 9223372036854775808",
        "uint64,  BADC, 0080000000000000, 9223372036854775808",
        "uint64,  DCBA, 0000000000000080, 9223372036854775808",
        "float64, ABCD, C05EDD2F1A9FBE77, -123.456",
        "float64, CDAB, BE771A9FDD2FC05E, -123.456",
        "float64, BADC, 5EC02FDD9F1A77BE, -123.456",
        "float64, DCBA, 77BE9F1A2FDD5EC0, -123.456"
    })
    void everyTypeInEveryOrder(String type, String order, String wire, double value) {
        Codec codec = codec("type: " + type + ", words: " + order);
        assertEquals(List.of(), told());
        assertEquals(value, codec.value(registers(wire), 0), Math.abs(value) * 1e-7);
        if (!type.equals("uint64")) {
            assertArrayEquals(registers(wire), codec.registers(value), "the way back");
        }
    }

    @Test
    void scaleAndOffsetTurnRawIntoValue() {
        Codec codec = codec("type: int16, scale: 0.1, offset: -40");
        assertEquals(-52.3, codec.value(registers("FF85"), 0), 1e-9);
        assertArrayEquals(registers("FF85"), codec.registers(-52.3));
    }

    @Test
    void bitsAreCountedFromTheLeastSignificant() {
        int[] registers = {0b0101_1010_0011_1000};
        assertEquals(1, codec("bit: 3").value(registers, 0));
        assertEquals(0, codec("bit: 2").value(registers, 0));
        assertEquals(0b0011, codec("bits: 4..7").value(registers, 0));
        assertEquals(0b0101_1010, codec("bits: 8..15").value(registers, 0));
        assertEquals(1, codec("type: uint32, bit: 31").value(registers("80000000"), 0));
        assertEquals(0xFFFF_FFFFL, codec("type: uint32, bits: 0..31").value(registers("FFFFFFFF"), 0));
        assertEquals(0.3, codec("bits: 4..7, scale: 0.1").value(registers, 0), 1e-9);
        assertEquals(List.of(), told());
    }

    @ParameterizedTest(name = "{0} with none {1}")
    @CsvSource({
        "int16, 0x8000, 8000",
        "int16, -32768, 8000",
        "uint16, 65535, FFFF",
        "int32, 0x80000000, 80000000",
        "uint32, 4294967295, FFFFFFFF",
        "float32, 0x7FC00000, 7FC00000",
        "float32, -9999.9, C61C3F9A",
        "int64, 0x8000000000000000, 8000000000000000",
        "uint64, 0xFFFFFFFFFFFFFFFF, FFFFFFFFFFFFFFFF"
    })
    void aCodeForNoValueIsNoValue(String type, String code, String wire) {
        Codec codec = codec("type: " + type + ", none: [" + code + "]");
        assertEquals(List.of(), told());
        assertEquals(
                QualityCode.NO_COMMUNICATION,
                codec.sample(1, registers(wire), 0).quality());
    }

    @Test
    void halfBytesThatAreNoDigitsAreNoNumber() {
        assertTrue(Double.isNaN(codec("type: bcd16").value(registers("12AF"), 0)));
    }

    @Test
    void whatCannotBeIsRefusedInWords() {
        assertTold("`type: text`: a text in registers is no number, and a stream keeps numbers", "type: text");
        assertTold("`65535` never comes from a int16", "type: int16, none: [65535]");
        assertTold("`empty` is not a raw value", "none: [empty]");
        assertTold("`bit` of a int16", "type: int16, bit: 3");
        assertTold("`bits: 7..4` is no range of bits of a uint16", "bits: 7..4");
        assertTold("`bits: 8..16` is no range of bits of a uint16", "bits: 8..16");
        assertTold("both `bit` and `bits` are written", "bit: 1, bits: 2..3");
    }

    private static void assertTold(String what, String fields) {
        CodecTest other = new CodecTest();
        other.codec(fields);
        assertEquals(List.of(what), other.told());
    }
}
