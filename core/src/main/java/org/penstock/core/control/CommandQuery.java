package org.penstock.core.control;

import static org.penstock.core.db.tables.tables.Commands.COMMANDS;
import static org.penstock.core.db.tables.tables.Outputs.OUTPUTS;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Lists what was sent to an output and what became of it, from the record, newest first. */
public final class CommandQuery {
    private CommandQuery() {}

    /**
     * A command as recorded.
     *
     * @param wanted value it was to take
     * @param toSafe whether that was its safe value
     * @param requestedBy who or what wanted it
     * @param state pending, sent, acknowledged, verified, failed, timed_out, cancelled
     * @param ended when its end was known; null while it is under way
     * @param read value read back, null when none was
     * @param reason why it was not verified, "" otherwise
     */
    public record Recorded(
            long no,
            double wanted,
            boolean toSafe,
            String requestedBy,
            String state,
            Instant issued,
            @Nullable Instant ended,
            @Nullable Double read,
            String reason) {}

    /** The newest {@code most} commands to an output of a site; what was only read back is none. */
    public static List<Recorded> newest(DSLContext sql, UUID site, String output, int most) {
        return sql.select(
                        COMMANDS.COMMAND_NO,
                        COMMANDS.WANTED_VALUE,
                        COMMANDS.TO_SAFE,
                        COMMANDS.REQUESTED_BY,
                        COMMANDS.STATE,
                        COMMANDS.ISSUED_AT,
                        COMMANDS.ENDED_AT,
                        COMMANDS.READ_VALUE,
                        COMMANDS.REASON)
                .from(COMMANDS)
                .join(OUTPUTS)
                .on(OUTPUTS.SITE_ID.eq(COMMANDS.SITE_ID), OUTPUTS.ID.eq(COMMANDS.OUTPUT_ID))
                .where(COMMANDS.SITE_ID.eq(site), OUTPUTS.OUTPUT_KEY.eq(output), COMMANDS.WANTED_VALUE.isNotNull())
                .orderBy(COMMANDS.COMMAND_NO.desc())
                .limit(most)
                .fetch(r -> new Recorded(
                        r.value1(),
                        r.value2(),
                        r.value3(),
                        r.value4(),
                        r.value5(),
                        r.value6(),
                        r.value7(),
                        r.value8(),
                        r.value9()));
    }
}
