package org.penstock.app.window.model;

import java.util.List;
import org.penstock.core.runtime.FacilitySnapshot;

/**
 * Every program of the site and what it will do.
 *
 * @param summary how many of how many run, "" without programs
 * @param lost the facility stopped telling, or its engine stopped
 */
public record ProgramsModel(List<ProgramRow> programs, List<StartLine> starts, String summary, boolean lost) {
    public ProgramsModel {
        programs = List.copyOf(programs);
        starts = List.copyOf(starts);
    }

    /** The programs of {@code beat}. */
    public static ProgramsModel of(Beat beat) {
        FacilitySnapshot snapshot = beat.snapshot();
        List<ProgramRow> rows = snapshot.control().programs().stream()
                .map(p -> ProgramRow.of(
                        p, snapshot.control().running(), beat.moment().now(), beat.words(), beat.times()))
                .toList();
        long running = rows.stream().filter(p -> p.run() != null).count();
        return new ProgramsModel(
                rows,
                StartLine.of(snapshot.control().programs(), beat.moment().now(), beat.words(), beat.times()),
                rows.isEmpty()
                        ? ""
                        : beat.words().of("programs.summary", Long.toString(running), Integer.toString(rows.size())),
                beat.lost());
    }
}
