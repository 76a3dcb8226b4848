package org.penstock.core.facility;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRulesProvider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.penstock.core.place.LocationSpec;
import org.penstock.core.place.RetentionPlan;
import org.penstock.core.place.ShiftPlan;
import org.penstock.core.place.Site;
import org.penstock.core.quantity.Metric;
import org.penstock.core.quantity.Unit;

/** {@code organization}, {@code site} and {@code locations}: where the facility is. Lives here because places know no file. */
public final class PlaceSection implements FileSection<Places> {
    private static final List<String> PROFILES = List.of("grow", "cold", "barn", "lab", "plant");
    private static final Shape.Group ORGANIZATION =
            Shape.group("Who the facility belongs to.").must("key", Shape.key()).must("name", Shape.name());
    private static final Shape.Group SITE = Shape.group("The place this file describes.")
            .must("key", Shape.key())
            .must("name", Shape.name())
            .must("profile", Shape.choice("What the facility does.", PROFILES))
            .must("timezone", Shape.text("Region/City: every date shown, printed or planned is in this zone."))
            .may("units", unitsShape())
            .may("shifts", ShiftFields.SHAPE)
            .may("retention", RetentionFields.SHAPE)
            .may(
                    "haccp",
                    Shape.flag("Whether alert rules belong to a HACCP plan: changing one, and writing false here again,"
                            + " takes signatures. False if not written."))
            .may(
                    "raw_rows",
                    Shape.flag("Whether a PostgreSQL server gets each reading as a row of the table sensor_readings as"
                            + " well, for other tools. An embedded database has none. False if not written."));
    private static final Shape.Group LOCATION = Shape.group("A place that can contain something.")
            .must("key", Shape.key())
            .may("was", Shape.was())
            .must("name", Shape.name())
            .must("kind", Shape.choice("What it is.", LocationTree.KINDS))
            .may("parent", Shape.reference("Key of the location it lies in."));

    private static Shape.Group unitsShape() {
        Shape.Group units = Shape.group("The unit that values of a metric are shown in.");
        for (Metric metric : Metric.values()) {
            List<String> fitting = Unit.fitting(metric).stream()
                    .flatMap(u -> Stream.of(u.symbol(), u.code()))
                    .filter(u -> !u.isEmpty())
                    .distinct()
                    .toList();
            units = units.may(metric.key(), Shape.choice("", fitting));
        }
        return units;
    }

    @Override
    public Class<Places> type() {
        return Places.class;
    }

    @Override
    public Shape.Group shape() {
        return Shape.group("")
                .may("organization", ORGANIZATION)
                .may("site", SITE)
                .may("locations", Shape.list("What can contain something: rooms, zones, tanks, pens.", LOCATION));
    }

    @Override
    public Places read(Node file, Draft draft, Problems problems) {
        Fields top = Fields.of(file, problems);
        Site site = site(top, draft, problems);
        List<Node> nodes = top.items("locations");
        List<Fields> fields =
                nodes.stream().map(n -> Fields.of(n, LOCATION, problems)).toList();
        // Keys first: a parent may be written below its child.
        List<String> keys = fields.stream().map(f -> draft.key(f, "location")).toList();
        List<LocationSpec> locations = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < nodes.size(); i++) {
            Fields f = fields.get(i);
            String name = f.name();
            String kind = f.choice("kind", LocationTree.KINDS, "");
            String parent = draft.refer(f, "parent", "location", "");
            f.done();
            if (!names.add(parent + "/" + name)) {
                problems.add(
                        f.node("name"),
                        "a second location `" + name + "` stands in the same place",
                        "give it a name that tells the two apart");
            }
            locations.add(new LocationSpec(keys.get(i), name, kind, parent));
            draft.id("location", keys.get(i));
        }
        LocationTree.check(locations, fields, problems);
        return new Places(site, locations);
    }

    private static Site site(Fields top, Draft draft, Problems problems) {
        Fields organization =
                block(top, "organization", ORGANIZATION, "{key: northglass, name: Northglass Growers}", problems);
        String organizationKey = draft.key(organization, "organization");
        String organizationName = organization.name();
        organization.done();
        Fields f = block(
                top,
                "site",
                SITE,
                "{key: north, name: North House, profile: grow, timezone: Europe/Amsterdam}",
                problems);
        String key = draft.key(f, "site");
        String name = f.name();
        String profile = f.choice("profile", PROFILES, "");
        ZoneId zone = zone(f, problems);
        Map<Metric, Unit> units = units(f.node("units"), problems);
        ShiftPlan shifts = ShiftFields.read(f.items("shifts"), problems);
        RetentionPlan retention = RetentionFields.read(f.node("retention"), problems);
        // Not by default: where one person works, nobody could sign, and a wrong limit would have to stay wrong.
        boolean haccp = f.flag("haccp", false);
        boolean rawRows = f.flag("raw_rows", false);
        f.done();
        draft.previous().map(c -> c.part(Places.class).site()).ifPresent(known -> {
            if (!known.key().equals(key)) {
                problems.add(
                        f.node("key"),
                        "this data directory belongs to the site `" + known.key() + "`, the file describes `" + key
                                + "`",
                        "use a data directory of its own for each site: --data DIR");
            }
            if (!known.organizationKey().equals(organizationKey)) {
                problems.add(
                        organization.node("key"),
                        "this site belongs to the organization `" + known.organizationKey() + "`, the file says `"
                                + organizationKey + "`",
                        "keep the key; change the name as you like");
            }
        });
        draft.id("organization", organizationKey);
        draft.id("site", key);
        return new Site(
                key, name, organizationKey, organizationName, profile, zone, units, shifts, retention, haccp, rawRows);
    }

    private static Fields block(Fields top, String word, Shape.Group shape, String example, Problems problems) {
        Node n = top.node(word);
        if (n.isMissing()) {
            problems.add(n, "`" + word + "` is missing", "add `" + word + ": " + example + "`");
            // Its fields are not asked for one by one: one fault, one report.
            return Fields.of(n, shape, new Problems());
        }
        return Fields.of(n, shape, problems);
    }

    private static Map<Metric, Unit> units(Node written, Problems problems) {
        Map<Metric, Unit> units = new EnumMap<>(Metric.class);
        Fields f = Fields.of(written, problems);
        for (String word : written.words()) {
            String unit = f.text(word);
            Metric.of(word)
                    .ifPresentOrElse(
                            metric -> Unit.of(unit, metric)
                                    .ifPresentOrElse(
                                            u -> units.put(metric, u),
                                            () -> problems.add(
                                                    f.node(word),
                                                    "the unit `" + unit + "` does not fit " + metric.key(),
                                                    Quantities.rightUnit(unit, metric))),
                            () -> unknownMetric(written, word, problems));
        }
        return units;
    }

    private static void unknownMetric(Node units, String word, Problems problems) {
        List<String> known = Arrays.stream(Metric.values()).map(Metric::key).toList();
        String near = Nearest.to(word, known);
        problems.add(
                units.wordNode(word),
                "`" + word + "` is no metric",
                near.isEmpty() ? "write one of: " + String.join(", ", known) : "did you mean `" + near + "`?");
    }

    private static ZoneId zone(Fields f, Problems problems) {
        String written = f.text("timezone");
        if (written.isBlank()) {
            return ZoneOffset.UTC;
        }
        if (ZoneRulesProvider.getAvailableZoneIds().contains(written)) {
            try {
                return ZoneId.of(written);
            } catch (DateTimeException e) {
                problems.add(f.node("timezone"), "`timezone: " + written + "` has no rules: " + e.getMessage(), "");
                return ZoneOffset.UTC;
            }
        }
        String plain = written.strip().replace(' ', '_');
        Set<String> known = new TreeSet<>(ZoneRulesProvider.getAvailableZoneIds());
        String near = known.stream()
                .filter(z -> z.regionMatches(true, z.length() - plain.length() - 1, "/" + plain, 0, plain.length() + 1))
                .findFirst()
                .orElseGet(() -> Nearest.to(plain, known));
        problems.add(
                f.node("timezone"),
                "`timezone: " + written + "` is not a time zone",
                near.isEmpty() ? "write it as Region/City: Europe/Amsterdam" : "did you mean `" + near + "`?");
        return ZoneOffset.UTC;
    }
}
