package org.penstock.core.facility;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code schemas} and {@code equipment}: what has a serial number and can be replaced. */
public final class EquipmentSection implements FileSection<Equipment> {
    private static final int LONGEST = 200;
    static final Shape.Group PIECE = Shape.group(
                    "A piece of equipment. A replaced one is a new piece with a key of its own.")
            .must("key", Shape.key())
            .may("was", Shape.was())
            .must("name", Shape.name())
            .must("kind", Shape.text("What it is; its properties are those of the kind.", "[a-z][a-z0-9_]{0,39}"))
            .may(
                    "schema",
                    Shape.integer(
                            "The version of the kind its properties are written under; the oldest if not written."))
            .may("location", Shape.reference("Key of the location it stands in."))
            .may("maker", Shape.text("Who made it."))
            .may("model", Shape.text("Its type as the maker calls it."))
            .may("serial", Shape.text("Its serial number."))
            .may("replaces", Shape.reference("Key of the piece whose place it took; that one stays in the record."))
            .may("properties", Shape.open("The properties of its kind."));

    @Override
    public Class<Equipment> type() {
        return Equipment.class;
    }

    @Override
    public Shape.Group shape() {
        return Shape.group("")
                .may("schemas", Shape.list("Which properties further kinds of equipment have.", SchemaReader.SHAPE))
                .may("equipment", Shape.list("What has a serial number and can be replaced.", PIECE.with(kinds())));
    }

    /** The properties of the kinds that come with the program. */
    private static List<Shape.Case> kinds() {
        return EquipmentKinds.BUILT_IN.stream()
                .map(kind ->
                        new Shape.Case("kind", kind, "schema", "properties", () -> EquipmentKinds.forEditors(kind)))
                .toList();
    }

    @Override
    public Equipment read(Node file, Draft draft, Problems problems) {
        Fields top = Fields.of(file, problems);
        List<Node> schemas = top.items("schemas");
        List<Node> written = top.items("equipment");
        if (schemas.isEmpty() && written.isEmpty()) {
            return Equipment.NONE;
        }
        EquipmentKinds kinds = new EquipmentKinds();
        SchemaReader.read(schemas, kinds, draft, problems);
        List<Fields> fields =
                written.stream().map(n -> Fields.of(n, PIECE, problems)).toList();
        // Keys first: a piece may be written above the one it replaces.
        List<String> keys = fields.stream().map(f -> draft.key(f, "equipment")).toList();
        List<EquipmentSpec> pieces = new ArrayList<>();
        for (int i = 0; i < written.size(); i++) {
            pieces.add(piece(keys.get(i), fields.get(i), kinds, draft, problems));
        }
        checkReplacements(pieces, fields, draft, problems);
        Set<SchemaSpec> used = new LinkedHashSet<>();
        kinds.kinds()
                .forEach(k -> kinds.versionsOf(k).stream()
                        .filter(v -> !kinds.isBuiltIn(k, v) || isUsed(k, v, pieces))
                        .forEach(v -> kinds.spec(k, v).ifPresent(used::add)));
        used.forEach(s -> draft.id("schema", s.key()));
        return new Equipment(List.copyOf(used), pieces);
    }

    private static boolean isUsed(String kind, int version, List<EquipmentSpec> pieces) {
        return pieces.stream().anyMatch(p -> p.kind().equals(kind) && p.version() == version);
    }

    private static EquipmentSpec piece(String key, Fields f, EquipmentKinds kinds, Draft draft, Problems problems) {
        String name = f.name();
        String kind = f.text("kind");
        boolean known = kinds.kinds().contains(kind);
        if (!known && !kind.isEmpty()) {
            String near = Nearest.to(kind, kinds.kinds());
            problems.add(
                    f.node("kind"),
                    "`kind: " + kind + "` is no kind of equipment",
                    near.isEmpty()
                            ? "write one of: " + String.join(", ", kinds.kinds())
                                    + "; or describe its properties under `schemas`"
                            : "did you mean `kind: " + near + "`?");
        }
        int version = known ? version(f, kind, kinds, problems) : 0;
        String location = draft.refer(f, "location", "location", "");
        String maker = text(f, "maker", problems);
        String model = text(f, "model", problems);
        String serial = text(f, "serial", problems);
        String replaces = f.has("replaces") ? f.text("replaces") : "";
        Node properties = f.node("properties");
        f.done();
        if (properties.kind() == Node.Kind.SCALAR || properties.kind() == Node.Kind.SEQUENCE) {
            problems.add(properties, "`properties` are fields", "write `properties: {max_flow: 60 L/min}`");
        } else {
            kinds.schema(known ? kind : "", version).ifPresent(s -> s.check(properties, f.node(), kinds, problems));
        }
        draft.id("equipment", key);
        return new EquipmentSpec(
                key,
                name,
                kind,
                version,
                location,
                maker,
                model,
                serial,
                properties.kind() == Node.Kind.MAPPING ? properties.toJson().toString() : "{}",
                replaces);
    }

    private static String text(Fields f, String word, Problems problems) {
        String text = f.text(word, "");
        if (text.length() > LONGEST) {
            problems.add(f.node(word), "`" + word + "` has " + text.length() + " characters", "use at most " + LONGEST);
        }
        return text;
    }

    private static int version(Fields f, String kind, EquipmentKinds kinds, Problems problems) {
        List<Integer> versions = kinds.versionsOf(kind);
        int version = f.integer("schema", versions.getFirst(), 1, 10_000);
        if (!versions.contains(version)) {
            problems.add(
                    f.node("schema"),
                    "there is no version " + version + " of `" + kind + "`",
                    "write one of: "
                            + String.join(
                                    ", ", versions.stream().map(String::valueOf).toList()));
            return 0;
        }
        return version;
    }

    /** What is replaced has left the file, or stands in it still; a piece replaces one other and not itself. */
    private static void checkReplacements(
            List<EquipmentSpec> pieces, List<Fields> fields, Draft draft, Problems problems) {
        Map<String, String> by = new HashMap<>();
        Map<String, String> replaces = new HashMap<>();
        pieces.forEach(p -> replaces.put(p.key(), p.replaces()));
        for (int i = 0; i < pieces.size(); i++) {
            EquipmentSpec p = pieces.get(i);
            if (p.replaces().isEmpty()) {
                continue;
            }
            Node at = fields.get(i).node("replaces");
            if (!draft.wasEverNamed("equipment", p.replaces())) {
                draft.resolve(at, "replaces", "equipment");
                continue;
            }
            draft.declared("equipment", p.replaces())
                    .ifPresent(old -> problems.warn(
                            old,
                            "`" + p.replaces() + "` is replaced by `" + p.key() + "` and still stands in the file",
                            "take it out: the record keeps it"));
            String other = by.putIfAbsent(p.replaces(), p.key());
            if (other != null) {
                problems.add(
                        at,
                        "`" + p.replaces() + "` is replaced by `" + other + "` already",
                        "let one piece take the place of one other");
            }
            String end = p.replaces();
            Set<String> seen = new LinkedHashSet<>(List.of(p.key()));
            while (!end.isEmpty() && seen.add(end)) {
                end = replaces.getOrDefault(end, "");
            }
            if (end.equals(p.key())) {
                problems.add(
                        at,
                        "the piece `" + p.key() + "` replaces itself: " + String.join(" → ", seen) + " → " + end,
                        "write `replaces:` at the newer piece only");
            }
        }
    }
}
