package org.penstock.driver.modbus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penstock.core.facility.FacilityText;
import org.penstock.core.facility.Problems;

/** Which register a person means by what is written in his manual, and what he is told when it can be two. */
class RegisterTest {
    private final Problems problems = new Problems();

    private @Nullable Register read(String text) {
        return Register.read(
                FacilityText.parse("facility.yaml", "{register: \"" + text + "\"}", problems)
                        .get("register"),
                problems);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "holding:100,    holding:100",
        "holding:0x0064, holding:100",
        "holding:0x9CA5, holding:40101",
        "holding:30001,  holding:30001",
        "input:7,        input:7",
        "40101,          holding:100",
        "400101,         holding:100",
        "465536,         holding:65535",
        "40001,          holding:0",
        "30008,          input:7",
        "300008,         input:7",
        "10005,          discrete:4",
        "00005,          coil:4",
        "000005,         coil:4"
    })
    void bothNotationsAreUnderstood(String written, String meant) {
        assertEquals(meant, String.valueOf(read(written)));
        assertTrue(problems.none(), problems.all().toString());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "holding:40101  | can be read two ways | `40101` for the first, `holding:0x9CA5` for the second",
                "holding:400101 | can be read two ways | `400101` for the first",
                "input:30008    | can be read two ways | `30008` for the first, `input:0x7538` for the second",
                "coil:00005     | can be read two ways | `00005` for the first, `coil:0x0005` for the second",
                "101            | is not a register    | name the table: holding:101",
                "0x0064         | is not a register    | name the table: holding:0x0064",
                "40000          | is no register number| holding:0 is a manual's 40001",
                "465537         | is no register number| holding:0 is a manual's 40001",
                "20001          | is not a register    | name the table",
                "holding:70000  | is above 65535       | counted from 0",
                "holding:0x10000| is above 65535       | counted from 0",
                "hold:1         | is not a Modbus table| write holding, input, coil or discrete",
                "holding:       | is not a register    | counted from 0"
            })
    void whatCanBeTwoOrIsNoneIsRefusedInWords(String written, String what, String remedy) {
        assertEquals(null, read(written));
        Problems.Problem told = problems.all().getFirst();
        assertTrue(told.what().contains(what.strip()), told.what());
        assertTrue(told.remedy().contains(remedy.strip()), told.remedy());
    }
}
