package org.penstock.app.window.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command nobody meets by chance. */
class FreezeTest {
    @Test
    void isUnderstoodInFull() {
        assertEquals(Optional.of(new Freeze(400)), Freeze.typed(" freeze 400 ms "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "freeze", "freeze 400", "freeze 400ms", "freezer 400 ms", "freeze 49 ms", "freeze 5001 ms"})
    void isNothingElse(String typed) {
        assertEquals(Optional.empty(), Freeze.typed(typed));
    }
}
