package org.penstock.core.inventory;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.FacilityText;
import org.penstock.core.facility.Fields;
import org.penstock.core.facility.Nearest;
import org.penstock.core.facility.Node;
import org.penstock.core.facility.Problems;
import org.penstock.core.quantity.Unit;

/**
 * A recipe as a file, in the manner of the facility file; JSON does as well. Items are named {@code kind/code}; an amount may be
 * written in another unit of the same kind and is kept in the item's own.
 *
 * <pre>
 * recipe: cal-mag-stock
 * name: Cal-Mag stock solution
 * kind: feed
 * makes: nutrient/cal-mag-stock
 * batch: 100 L
 * components:
 *   - {item: nutrient/calcium-nitrate, quantity: 12.5 kg}
 *   - {item: nutrient/water, share: 80 %}
 * </pre>
 */
public final class RecipeText {
    /** Components of one recipe. */
    public static final int MOST = 100;

    private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9_.-]{0,79}");
    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,11}(?:\\.\\d{1,9})?)\\s*(\\S.{0,19})");
    private static final int DECIMALS = 6;

    private final List<Items.Item> items;
    private final Problems problems;

    private RecipeText(List<Items.Item> items, Problems problems) {
        this.items = items;
        this.problems = problems;
    }

    /**
     * Reads one. @param file its name, for reports @param items that may be named
     *
     * @return empty when {@code problems} says what is wrong
     */
    public static Optional<RecipeSpec> read(String file, String text, List<Items.Item> items, Problems problems) {
        Node node = FacilityText.parse(file, text, problems);
        if (!problems.none()) {
            return Optional.empty();
        }
        return Optional.ofNullable(new RecipeText(items, problems).spec(node));
    }

    private @Nullable RecipeSpec spec(Node node) {
        Fields f = Fields.of(node, problems);
        String key = f.text("recipe");
        if (!key.isEmpty() && !KEY.matcher(key).matches()) {
            problems.add(
                    f.node("recipe"),
                    "`recipe: " + key + "` cannot be a key",
                    "write 1 to 80 small letters, digits, hyphens, dots and underscores");
        }
        String name = f.name();
        RecipeKind kind =
                RecipeKind.of(f.choice("kind", RecipeKind.words(), "")).orElse(RecipeKind.FORMULATION);
        Items.Item makes = f.has("makes") ? item(f.node("makes"), f.text("makes")) : null;
        BigDecimal batch = BigDecimal.ONE;
        String batchUnit = makes == null ? "" : makes.unit();
        String written = f.text("batch");
        Matcher m = AMOUNT.matcher(written.strip());
        if (!written.isBlank()) {
            if (!m.matches()) {
                problems.add(
                        f.node("batch"),
                        "`batch: " + written + "` is no amount",
                        "write how much one batch is, with its unit: "
                                + (makes == null ? "100 L" : "100 " + makes.unit()));
            } else {
                batchUnit = makes == null ? m.group(2).strip() : makes.unit();
                batch = in(
                        f.node("batch"),
                        "batch",
                        new BigDecimal(m.group(1)),
                        m.group(2).strip(),
                        batchUnit);
            }
        }
        List<RecipeComponent> components = new ArrayList<>();
        List<Node> parts = f.items("components");
        for (Node part : parts) {
            component(part, kind, components);
        }
        if (parts.isEmpty()) {
            problems.add(
                    f.has("components") ? f.node("components") : node,
                    "a recipe without components says nothing",
                    "write `components:` and below it `- {item: kind/code, quantity: 2 kg}` for each");
        } else if (parts.size() > MOST) {
            problems.add(
                    f.node("components"),
                    parts.size() + " components are more than one recipe can have",
                    "write at most " + MOST + "; make recipes of its parts");
        }
        demandWhole(f.node("components"), components);
        for (RecipeComponent c : components) {
            if (makes != null && c.item().id().equals(makes.id())) {
                problems.add(
                        parts.get(c.order() - 1),
                        makes.ref() + " would contain itself",
                        "take it out, or let the recipe make another item");
            }
        }
        f.done();
        return problems.none() ? new RecipeSpec(key, name, kind, makes, batch, batchUnit, components) : null;
    }

    private void component(Node node, RecipeKind kind, List<RecipeComponent> components) {
        Fields f = Fields.of(node, problems);
        Items.Item item = item(f.node("item"), f.text("item"));
        BigDecimal quantity = null;
        BigDecimal share = null;
        if (f.has("quantity")) {
            String written = f.text("quantity");
            Matcher m = AMOUNT.matcher(written.strip());
            if (!m.matches()) {
                problems.add(
                        f.node("quantity"),
                        "`quantity: " + written + "` is no amount",
                        "write a number and its unit: " + (item == null ? "2 kg" : "2 " + item.unit()));
            } else if (item != null) {
                quantity = in(
                        f.node("quantity"),
                        "quantity",
                        new BigDecimal(m.group(1)),
                        m.group(2).strip(),
                        item.unit());
            }
        }
        if (f.has("share")) {
            share = share(f.node("share"), f.text("share"));
        }
        if (f.has("quantity") && f.has("share")) {
            problems.add(node, "an amount is a quantity or a share, not both", "take one of them out");
        } else if (!f.has("quantity") && !f.has("share") && kind != RecipeKind.DECLARED) {
            problems.add(
                    node,
                    "how much of it is not said",
                    "add `quantity: 2 " + (item == null ? "kg" : item.unit()) + "` or `share: 80 %`");
        }
        f.done();
        if (item != null) {
            components.add(new RecipeComponent(components.size() + 1, item, quantity, share));
        }
    }

    private BigDecimal share(Node node, String written) {
        Matcher m = AMOUNT.matcher(written.strip());
        if (m.matches() && m.group(2).strip().equals("%")) {
            BigDecimal share = new BigDecimal(m.group(1)).setScale(DECIMALS, RoundingMode.HALF_EVEN);
            if (share.signum() > 0 && share.compareTo(BigDecimal.valueOf(100)) <= 0) {
                return share.stripTrailingZeros();
            }
        }
        problems.add(node, "`share: " + written + "` is no share", "write more than 0 % and at most 100 %: 2.5 %");
        return BigDecimal.ONE;
    }

    private void demandWhole(Node node, List<RecipeComponent> components) {
        BigDecimal shares = components.stream()
                .map(c -> c.share() == null ? BigDecimal.ZERO : c.share())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        if (shares.compareTo(BigDecimal.valueOf(100)) > 0) {
            problems.add(
                    node,
                    "the shares are " + RecipeComponent.plain(shares) + " % together",
                    "write shares that are 100 % together, or less");
        }
    }

    private Items.@Nullable Item item(Node node, String ref) {
        Items.Item found =
                items.stream().filter(i -> i.ref().equals(ref)).findFirst().orElse(null);
        if (found == null && !ref.isBlank()) {
            String near = Nearest.to(ref, items.stream().map(Items.Item::ref).toList());
            problems.add(
                    node,
                    "there is no item `" + ref + "`",
                    near.isEmpty()
                            ? "make it first: penstock items make " + ref + " --unit UNIT; penstock items lists them"
                            : "did you mean `" + near + "`?");
        }
        return found;
    }

    /** An amount in the unit in which it is kept, to 1/1,000,000 of it. */
    private BigDecimal in(Node node, String word, BigDecimal value, String unit, String kept) {
        BigDecimal converted = value;
        if (!unit.equals(kept)) {
            Optional<Unit> from = unit(unit);
            Optional<Unit> to = unit(kept);
            if (from.isEmpty() || to.isEmpty() || !from.get().fits(to.get())) {
                problems.add(
                        node,
                        "`" + unit + "` is not what this is counted in",
                        "write it in " + kept + ": `" + word + ": " + RecipeComponent.plain(value) + " " + kept + "`");
                return BigDecimal.ONE;
            }
            converted = value.multiply(BigDecimal.valueOf(from.get().toCanonical(1)))
                    .divide(BigDecimal.valueOf(to.get().toCanonical(1)), DECIMALS + 3, RoundingMode.HALF_EVEN);
        }
        BigDecimal rounded = converted.setScale(DECIMALS, RoundingMode.HALF_EVEN);
        if (rounded.signum() <= 0) {
            problems.add(
                    node,
                    "`" + word + ": " + RecipeComponent.plain(value) + " " + unit + "` is nothing",
                    "write more than 0.000001 " + kept);
            return BigDecimal.ONE;
        }
        return rounded.stripTrailingZeros();
    }

    /** A unit in which amounts are measured: one that begins at nothing. */
    private static Optional<Unit> unit(String word) {
        return Arrays.stream(Unit.values())
                .filter(u -> u.code().equals(word) || u.symbol().equals(word))
                .filter(u -> u.toCanonical(0) == 0)
                .findFirst();
    }

    /** As it would be written, to be changed and read again. */
    public static String write(RecipeSpec spec) {
        StringBuilder text = new StringBuilder();
        text.append("recipe: ").append(spec.key()).append('\n');
        text.append("name: ").append(quoted(spec.name())).append('\n');
        text.append("kind: ").append(spec.kind().word()).append('\n');
        if (spec.makes() != null) {
            text.append("makes: ").append(quoted(spec.makes().ref())).append('\n');
        }
        text.append("batch: ")
                .append(quoted(RecipeComponent.plain(spec.batch()) + " " + spec.batchUnit()))
                .append('\n');
        text.append("components:\n");
        for (RecipeComponent c : spec.components()) {
            text.append("  - {item: ").append(quoted(c.item().ref()));
            if (c.quantity() != null) {
                text.append(", quantity: ").append(quoted(c.amount()));
            } else if (c.share() != null) {
                text.append(", share: ").append(c.amount());
            }
            text.append("}\n");
        }
        return text.toString();
    }

    /** As it stands where YAML reads it so, else in quotes. */
    private static String quoted(String text) {
        return text.matches("[A-Za-z0-9][A-Za-z0-9 _./%-]*") && !text.endsWith(" ")
                ? text
                : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
