package org.penstock.app.api;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.penstock.core.audit.MediaFiles;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.Permission;
import org.penstock.core.quantity.Metric;
import org.penstock.core.quantity.QualityCode;
import org.penstock.core.quantity.Unit;
import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.runtime.FacilityRecord;
import org.penstock.core.runtime.FacilitySnapshot;
import org.penstock.core.runtime.FieldSnapshot;
import org.penstock.core.runtime.Intake;

/** Readings that people bring: pieces of files, and what was written down by hand. */
final class IntakeEndpoints {
    static final String PATH = "/v1/imports";
    static final String READINGS = "/v1/readings";
    private static final int LONGEST_TEXT = 500;
    private static final int USUAL = 100;
    private static final int MOST = 1_000;

    private final ControlRoom room;
    private final String account;

    IntakeEndpoints(ControlRoom room, String account) {
        this.room = room;
        this.account = account;
    }

    static boolean takes(Asked asked) {
        return asked.path().equals(PATH)
                || asked.path().startsWith(PATH + "/")
                || (asked.path().equals(READINGS) && asked.method().equals("POST"));
    }

    Object look(Asked asked) {
        if (asked.path().equals(PATH) && asked.method().equals("GET")) {
            Endpoints.must(asked, "GET", Set.of("most"));
            room.persons().admit(asked.asker(account), Permission.READING_IMPORT);
            return new IntakeDocuments.Imports("penstock.imports.1", past(asked.most(USUAL, MOST)));
        }
        Endpoints.must(asked, "POST", Set.of());
        Asker asker = asked.asker(account);
        Intake intake = room.intake();
        if (asked.path().equals(READINGS)) {
            return write(intake, asker, Bodies.read(asked.body(), IntakeDocuments.ByHand.class));
        }
        if (asked.path().equals(PATH)) {
            return begin(intake, asker, Bodies.read(asked.body(), IntakeDocuments.File.class));
        }
        String rest = asked.path().substring(PATH.length() + 1);
        if (rest.equals("look")) {
            return IntakeDocuments.Taken.of(intake.look(asker, points(asked)));
        }
        int slash = rest.indexOf('/');
        UUID id = id(rest.substring(0, Math.max(0, slash)), asked.path());
        return switch (rest.substring(slash + 1)) {
            case "rows" -> IntakeDocuments.Taken.of(intake.take(asker, id, points(asked)));
            case "end" -> {
                IntakeDocuments.Ending e = Bodies.read(asked.body(), IntakeDocuments.Ending.class);
                long rejected = e.rejected() == null ? 0 : e.rejected();
                yield IntakeDocuments.Ended.of(intake.end(asker, id, rejected, Boolean.TRUE.equals(e.cancelled())));
            }
            default -> throw Bodies.unknown(asked.path());
        };
    }

    private List<IntakeDocuments.Past> past(int most) {
        return room
                .record()
                .events(new FacilityRecord.Wanted("readings.imported", "", "", Long.MAX_VALUE, null, null, most))
                .stream()
                .map(IntakeDocuments.Past::of)
                .toList();
    }

    private static UUID id(String text, String path) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Bodies.unknown(path);
        }
    }

    private static Object begin(Intake intake, Asker asker, IntakeDocuments.File f) {
        String sha256 = Bodies.must(f.sha256(), "sha256");
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw Asked.wrong("sha256 is not 64 hexadecimal digits.");
        }
        List<String> streams = Bodies.must(f.streams(), "streams");
        if (streams.isEmpty()) {
            throw Asked.wrong("streams is empty: for which streams are the readings?");
        }
        return new IntakeDocuments.Begun(
                "penstock.import_begun.1",
                intake.begin(
                        asker,
                        new Intake.FileTold(
                                text(Bodies.must(f.file(), "file"), "file"),
                                sha256,
                                Bodies.must(f.bytes(), "bytes"),
                                streams,
                                text(f.zone(), "zone"),
                                text(f.note(), "note"))));
    }

    private static String text(@Nullable String given, String field) {
        String text = Bodies.text(given);
        if (text.length() > LONGEST_TEXT) {
            throw Asked.wrong(field + " is longer than " + LONGEST_TEXT + " characters.");
        }
        return text;
    }

    private List<Intake.Point> points(Asked asked) {
        FacilitySnapshot now = room.snapshot();
        List<Intake.Point> points = new ArrayList<>();
        for (IntakeDocuments.Series s : Bodies.must(
                Bodies.read(asked.body(), IntakeDocuments.Piece.class).series(), "series")) {
            String key = Bodies.must(s.stream(), "stream");
            FieldSnapshot.Stream stream = now.field().streams().stream()
                    .filter(x -> x.key().equals(key))
                    .findFirst()
                    .orElseThrow(() -> new ApiProblem(
                            404, "unknown_stream", "There is no stream " + key + ".", "penstock devices lists them."));
            Metric metric = Metric.of(stream.metric()).orElseThrow();
            String word = s.unit() == null ? stream.unit() : s.unit();
            Unit unit = Unit.of(word, metric)
                    .orElseThrow(() -> Asked.wrong("\"" + word + "\" is no unit of " + metric.key() + "."));
            add(points, key, unit, s);
        }
        return points;
    }

    private static void add(List<Intake.Point> points, String key, Unit unit, IntakeDocuments.Series s) {
        long[] at = Bodies.must(s.at(), "at");
        double[] values = Bodies.must(s.values(), "values");
        List<String> quality = s.quality();
        if (at.length != values.length || (quality != null && quality.size() != values.length)) {
            throw Asked.wrong("at, values and quality of " + key + " differ in length.");
        }
        for (int i = 0; i < at.length; i++) {
            QualityCode code = quality == null ? QualityCode.GOOD : quality(quality.get(i));
            points.add(new Intake.Point(key, at[i], unit.toCanonical(values[i]), code));
        }
    }

    private static QualityCode quality(String word) {
        return Arrays.stream(QualityCode.values())
                .filter(q -> q != QualityCode.DISPUTED
                        && q.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> Asked.wrong("\"" + word + "\" is no quality."));
    }

    private static Object write(Intake intake, Asker asker, IntakeDocuments.ByHand b) {
        byte[] photo = b.photo() == null ? null : photo(b.photo());
        try {
            return IntakeDocuments.Written.of(intake.write(
                    asker,
                    new Intake.ByHand(
                            Bodies.must(b.stream(), "stream"),
                            Bodies.must(b.value(), "value"),
                            Bodies.text(b.unit()),
                            b.at(),
                            Bodies.text(b.note()),
                            photo)));
        } catch (MediaFiles.Unfit e) {
            throw Asked.wrong(String.valueOf(e.getMessage()));
        } catch (UncheckedIOException e) {
            throw new ApiProblem(
                    503, "disk", "The picture could not be kept: " + e.getMessage() + ".", "Look at the disk.");
        }
    }

    private static byte[] photo(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw Asked.wrong("photo is not well encoded.");
        }
    }
}
