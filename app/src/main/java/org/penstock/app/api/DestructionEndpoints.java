package org.penstock.app.api;

import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.penstock.core.audit.MediaFiles;
import org.penstock.core.compliance.Destruction;
import org.penstock.core.compliance.Destructions;
import org.penstock.core.compliance.JurisdictionRule;
import org.penstock.core.identity.Asker;
import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.runtime.Destroying;

/** Destroying lots, step by step, and what its paper says. */
final class DestructionEndpoints {
    static final String PATH = "/v1/destructions";
    static final String RULES = "/v1/jurisdictions";
    static final String PHOTO = "photo";
    private static final int MOST = 1_000;
    private static final Pattern OF_PHOTO = Pattern.compile("(.+)/" + PHOTO + "/([0-9a-f]{64})");
    private static final Set<String> ROLES = Set.of("before", "scale", "mixed", "after");

    private final ControlRoom room;
    private final String account;
    private final InstantSource wall;

    DestructionEndpoints(ControlRoom room, String account, InstantSource wall) {
        this.room = room;
        this.account = account;
        this.wall = wall;
    }

    /** What a step says; what it needs is asked of it. */
    record Body(
            @Nullable String lot,
            @Nullable String jurisdiction,
            @Nullable String reason,
            @Nullable BigDecimal weight,
            @Nullable String unit,
            @Nullable BigDecimal quantity,
            @Nullable String at,
            @Nullable Boolean whole,
            @Nullable String differs,
            @Nullable Instant weighed,
            @Nullable String method,
            @Nullable String material,
            @Nullable BigDecimal mixedPercent,
            @Nullable Instant done,
            @Nullable String lateReason,
            @Nullable String role,
            @Nullable String base64) {}

    static boolean takes(String path) {
        return path.equals(PATH) || path.startsWith(PATH + "/") || path.equals(RULES);
    }

    Object look(Asked asked) {
        try {
            return answer(asked);
        } catch (MediaFiles.Unfit e) {
            throw Asked.wrong(String.valueOf(e.getMessage()));
        } catch (UncheckedIOException e) {
            throw new ApiProblem(
                    503, "disk", "The picture could not be kept or read: " + e.getMessage() + ".", "Look at the disk.");
        }
    }

    private Object answer(Asked asked) {
        Asker asker = asked.asker(account);
        Destroying d = room.stock().destroying();
        String path = asked.path();
        boolean get = asked.method().equals("GET");
        if (path.equals(PATH) && get) {
            asked.only(Set.of("over", "most"));
            boolean over = "true".equals(asked.query().get("over"));
            return new DestructionDocuments.Destructions(
                    "penstock.destructions.1",
                    d.list(asker, over, asked.most(100, MOST)).stream()
                            .map(DestructionDocuments.One::of)
                            .toList());
        }
        asked.only(Set.of());
        if (path.equals(RULES)) {
            return DestructionDocuments.Jurisdictions.of(d.rules(asker));
        }
        if (!get) {
            Endpoints.must(asked, "POST", Set.of());
        }
        if (path.equals(PATH)) {
            Body b = Bodies.read(asked.body(), Body.class);
            return DestructionDocuments.Step.of(d.schedule(
                    asker, Bodies.must(b.lot(), "lot"), Bodies.text(b.jurisdiction()), Bodies.text(b.reason())));
        }
        String rest = path.substring(PATH.length() + 1);
        // From the end: the number of a lot may hold a stroke.
        int slash = rest.lastIndexOf('/');
        if (get) {
            Matcher photo = OF_PHOTO.matcher(rest);
            return photo.matches()
                    ? picture(d, asker, id(d, asker, photo.group(1)), photo.group(2))
                    : whole(d, asker, id(d, asker, rest));
        }
        if (slash < 1) {
            throw Bodies.unknown(path);
        }
        return step(d, asker, id(d, asker, rest.substring(0, slash)), rest.substring(slash + 1), asked);
    }

    private Object step(Destroying d, Asker asker, UUID id, String verb, Asked asked) {
        if (verb.equals("sign")) {
            Bodies.Signing s = Bodies.read(asked.body(), Bodies.Signing.class);
            String reason = Bodies.text(s.reason());
            return Boolean.TRUE.equals(s.alone())
                    ? Bodies.signed(d.alone(Bodies.session(asker), s.typed(), id, reason))
                    : Bodies.asked(d.ask(asker, id, reason));
        }
        Body b = Bodies.read(asked.body(), Body.class);
        return DestructionDocuments.Step.of(
                switch (verb) {
                    case "weigh" -> d.weigh(asker, id, weighing(b));
                    case "record" -> d.record(asker, id, how(b));
                    case PHOTO -> d.photo(asker, id, bytes(b), role(b));
                    case "cancel" -> d.cancel(asker, id, Bodies.text(b.reason()));
                    default -> throw Bodies.unknown(asked.path());
                });
    }

    private static Destroying.Weighing weighing(Body b) {
        return new Destroying.Weighing(
                b.at(),
                Bodies.must(Bodies.number(b.weight(), "weight"), "weight"),
                Bodies.must(b.unit(), "unit"),
                Bodies.number(b.quantity(), "quantity"),
                Boolean.TRUE.equals(b.whole()),
                Bodies.text(b.differs()),
                b.weighed());
    }

    private Destructions.How how(Body b) {
        String word = Bodies.must(b.method(), "method");
        JurisdictionRule.Method method = Arrays.stream(JurisdictionRule.Method.values())
                .filter(m -> m.word().equals(word))
                .findFirst()
                .orElseThrow(() -> Asked.wrong("method is one of "
                        + String.join(
                                ", ",
                                Arrays.stream(JurisdictionRule.Method.values())
                                        .map(JurisdictionRule.Method::word)
                                        .toList())
                        + "."));
        BigDecimal given = Bodies.number(b.mixedPercent(), "mixed_percent");
        BigDecimal percent = given == null ? BigDecimal.ZERO : given;
        if (percent.signum() < 0 || percent.compareTo(BigDecimal.valueOf(100)) >= 0) {
            throw Asked.wrong("mixed_percent is from 0 to below 100.");
        }
        return new Destructions.How(
                method,
                Bodies.text(b.material()),
                percent,
                b.done() == null ? wall.instant() : b.done(),
                Bodies.text(b.lateReason()));
    }

    private static byte[] bytes(Body b) {
        try {
            return Base64.getDecoder().decode(Bodies.must(b.base64(), "base64"));
        } catch (IllegalArgumentException e) {
            throw Asked.wrong("base64 is not well encoded.");
        }
    }

    private static String role(Body b) {
        String role = Bodies.must(b.role(), "role");
        if (!ROLES.contains(role)) {
            throw Asked.wrong("role is before, scale, mixed or after.");
        }
        return role;
    }

    private Object whole(Destroying d, Asker asker, UUID id) {
        return DestructionDocuments.Whole.of(
                d.find(asker, id).orElseThrow(() -> Bodies.unknown(PATH + "/" + id)),
                Parts.Place.of(room.snapshot().site()),
                AuditDocuments.Standing.now(room));
    }

    private static DestructionDocuments.Picture picture(Destroying d, Asker asker, UUID id, String sha256) {
        byte[] bytes = d.picture(asker, id, sha256)
                .orElseThrow(() -> new ApiProblem(
                        404, "unknown_picture", "There are no bytes of a picture " + sha256 + " of it.", ""));
        return new DestructionDocuments.Picture(
                "penstock.picture.1", sha256, Base64.getEncoder().encodeToString(bytes));
    }

    /** By its id, or by its lot: the newest of that one. */
    private static UUID id(Destroying d, Asker asker, String given) {
        return d.list(asker, true, MOST).stream()
                .filter(one -> one.id().toString().equals(given) || one.lotNo().equals(given))
                .map(Destruction::id)
                .findFirst()
                .orElseThrow(() -> new ApiProblem(
                        404,
                        "unknown_destruction",
                        "There is no destruction " + given + ".",
                        "GET " + PATH + "?over=true lists them."));
    }
}
