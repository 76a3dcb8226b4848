package org.penstock.core.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How far a device has come; what a person did to it says more than what is heard of it. */
class DeviceStateTest {
    @ParameterizedTest
    @CsvSource({
        "false, false, false, pending",
        "false, false, true, active",
        "false, true, false, joining",
        "false, true, true, joining",
        "true, false, true, maintenance",
        "true, false, false, maintenance",
        "true, true, true, maintenance"
    })
    void whatAPersonDidComesFirst(boolean disabled, boolean enrolling, boolean heard, String state) {
        assertEquals(state, DeviceState.of(disabled, enrolling, heard).word());
    }
}
