package org.penstock.app.window.model.overview;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.penstock.app.window.model.Beat;
import org.penstock.app.window.model.ProgramRow;
import org.penstock.app.window.model.SeverityStyle;
import org.penstock.app.window.model.ValueLine;
import org.penstock.app.window.model.ValuesModel;
import org.penstock.app.window.model.Words;
import org.penstock.core.quantity.Metric;
import org.penstock.core.runtime.AlertSnapshot;
import org.penstock.core.runtime.ControlSnapshot.Output;
import org.penstock.core.runtime.FieldSnapshot.Stream;

/**
 * One place at one moment, with everything its face may be made of.
 *
 * @param place key of the location
 * @param within the place and whatever is shown with it
 * @param streams in it, those looked at first in front
 * @param outputs in it
 * @param open alerts about something in it, the most urgent first
 * @param alerts most urgent open alert by its source, of the whole facility
 */
record Here(
        Beat beat,
        String place,
        Set<String> within,
        List<Stream> streams,
        List<Output> outputs,
        List<AlertSnapshot.Alert> open,
        Map<String, SeverityStyle> alerts) {
    Words words() {
        return beat.words();
    }

    ValueLine.Value value(Stream stream) {
        return ValuesModel.value(
                stream, alerts.get("stream:" + stream.key()), beat.moment(), beat.words(), beat.times());
    }

    /** A stream under its own name. */
    Figure figure(Stream stream) {
        return Figure.of(stream.name(), "", value(stream));
    }

    /** A stream under the name of what it measures. */
    Figure measured(Stream stream) {
        return Figure.of(name(stream.metric()), "", value(stream));
    }

    /** What a metric is called on a face, for those that have a short name there. */
    String name(String metric) {
        return words().orElse("tile.metric." + metric.toLowerCase(Locale.ROOT), metric);
    }

    List<Stream> of(Metric metric) {
        return streams.stream().filter(s -> s.metric().equals(metric.key())).toList();
    }

    /** Programs that open something in the place or, past no tank, towards it. */
    List<ProgramRow> programs() {
        Set<String> driven = outputs.stream().map(Output::key).collect(Collectors.toSet());
        Flow flow = new Flow(beat.map());
        return beat.snapshot().control().programs().stream()
                .filter(p -> p.outputs().stream().anyMatch(o -> driven.contains(o) || flow.reaches(o, within)))
                .map(p -> ProgramRow.of(
                        p, beat.snapshot().control().running(), beat.moment().now(), beat.words(), beat.times()))
                .toList();
    }
}
