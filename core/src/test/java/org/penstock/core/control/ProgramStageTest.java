package org.penstock.core.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Programs")
class ProgramStageTest {
    @Test
    void aPlannedRunMovesPumpAndValvesInTheSafeOrder() {
        ProgramStory s = ProgramStory.morning("2026-06-01T03:59:50Z").starts();
        s.told();
        s.runs("3min");
        assertEquals(
                List.of(
                        "06:00:00.000 run:1 claimed 2026-06-01T04:00:00Z",
                        "06:00:00.000 run:1 started 2026-06-01T04:00:00Z",
                        "06:00:00.000 valve-1 on",
                        "06:00:01.100 pump-1 on",
                        "06:01:01.200 run:1 step 1 completed 60",
                        "06:01:01.200 pump-1 off",
                        "06:01:06.300 valve-1 off",
                        "06:01:06.400 valve-2 on",
                        "06:01:07.500 pump-1 on",
                        "06:02:07.600 run:1 step 2 completed 60",
                        "06:02:07.600 pump-1 off",
                        "06:02:12.700 valve-2 off",
                        "06:02:12.800 run:1 ended completed 120",
                        "06:02:12.800 ok not_run",
                        "06:02:12.800 ok run_failed"),
                s.told());
    }
}
