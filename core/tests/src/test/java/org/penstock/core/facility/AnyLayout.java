package org.penstock.core.facility;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes a facility down as some hand would: in one file or several, block and flow style, any order, with comments and
 * blank lines, as an editor of this or that system saves it. The same seed writes what is the same in the same way.
 */
final class AnyLayout {
    private static final Set<String> IN_MAIN = Set.of("penstock", "organization", "site");

    private final Random random;
    private final boolean shuffled;
    private final boolean windows;

    private AnyLayout(long seed, boolean shuffled) {
        this.random = new Random(seed);
        this.shuffled = shuffled;
        this.windows = random.nextInt(10) == 0;
    }

    /** In any order, whatever the style. */
    static List<Configuration.File> shuffled(AnyFacility facility, long seed) {
        return new AnyLayout(seed, true).files(facility.top());
    }

    /** One thing a line, in the order of the facility: what two hands can edit without meeting. */
    static List<Configuration.File> plain(AnyFacility facility) {
        StringBuilder text = new StringBuilder();
        AnyLayout layout = new AnyLayout(0, false);
        facility.top().forEach((word, value) -> {
            text.append(word).append(':');
            if (value instanceof List<?> list) {
                text.append('\n');
                list.forEach(item -> layout.item(text, item, 1, true));
            } else {
                text.append(' ').append(layout.flow(value)).append('\n');
            }
            text.append('\n');
        });
        return List.of(new Configuration.File("plain.yaml", text.toString()));
    }

    private List<Configuration.File> files(Map<String, Object> top) {
        Map<String, Object> main = new LinkedHashMap<>();
        Map<String, Object> rest = new LinkedHashMap<>();
        boolean several = random.nextInt(3) == 0;
        top.forEach((word, value) -> {
            if (several && value instanceof List<?> list && !IN_MAIN.contains(word)) {
                int at = random.nextInt(list.size() + 1);
                if (at > 0) {
                    main.put(word, list.subList(0, at));
                }
                if (at < list.size()) {
                    rest.put(word, list.subList(at, list.size()));
                }
            } else {
                main.put(word, value);
            }
        });
        if (rest.isEmpty()) {
            return List.of(file("any.yaml", main));
        }
        main.put("include", List.of(random.nextBoolean() ? "parts/*.yaml" : "parts/more.yaml"));
        return List.of(file("any.yaml", main), file("parts/more.yaml", rest));
    }

    private Configuration.File file(String name, Map<String, Object> top) {
        StringBuilder text = new StringBuilder();
        switch (random.nextInt(8)) {
            case 0 -> text.append("\uFEFF");
            case 1 -> text.append("---\n");
            case 2 -> text.append("# base: of it all\n\n");
            case 3 -> text.append("%YAML 1.2\n---\n");
            default -> {}
        }
        if (random.nextInt(12) == 0) {
            text.append(flow(top)).append('\n');
        } else {
            for (Map.Entry<String, Object> word : words(top)) {
                remark(text, 0);
                block(text, word.getKey(), word.getValue(), 0);
            }
        }
        if (random.nextInt(6) == 0) {
            text.deleteCharAt(text.length() - 1);
        }
        return new Configuration.File(name, windows ? text.toString().replace("\n", "\r\n") : text.toString());
    }

    private void block(StringBuilder text, String word, Object value, int depth) {
        text.append("  ".repeat(depth)).append(word).append(random.nextInt(9) == 0 ? ":  " : ": ");
        if (value instanceof String || random.nextInt(3) == 0) {
            text.append(flow(value)).append(random.nextInt(8) == 0 ? "   # so it is\n" : "\n");
        } else if (value instanceof List<?> list) {
            text.append('\n');
            order(list).forEach(item -> item(text, item, depth + 1, random.nextBoolean()));
        } else {
            text.append('\n');
            words((Map<?, ?>) value).forEach(e -> block(text, e.getKey(), e.getValue(), depth + 1));
        }
    }

    private void item(StringBuilder text, Object item, int depth, boolean inOneLine) {
        if (shuffled) {
            remark(text, depth);
        }
        text.append("  ".repeat(depth)).append("- ");
        if (inOneLine || !(item instanceof Map<?, ?> map)) {
            text.append(flow(item)).append('\n');
            return;
        }
        StringBuilder inner = new StringBuilder();
        words(map).forEach(e -> block(inner, e.getKey(), e.getValue(), depth + 1));
        text.append(inner.substring(2 * (depth + 1)));
    }

    private void remark(StringBuilder text, int depth) {
        switch (random.nextInt(8)) {
            case 0 -> text.append('\n');
            case 1 -> text.append("  ".repeat(depth)).append("# - {key: none}: was here\n");
            default -> {}
        }
    }

    private String flow(Object value) {
        return switch (value) {
            case Map<?, ?> map ->
                words(map).stream()
                        .map(e -> e.getKey() + ": " + flow(e.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            case List<?> list -> order(list).stream().map(this::flow).collect(Collectors.joining(", ", "[", "]"));
            default -> value.toString();
        };
    }

    /** Things may stand in any order; the order of mere names means something: a list of steps, of times. */
    private List<Object> order(List<?> list) {
        List<Object> all = new ArrayList<>(list);
        if (shuffled
                && all.stream()
                        .allMatch(i -> i instanceof Map<?, ?> m && !m.containsKey("wait") && !m.containsKey("open"))) {
            Collections.shuffle(all, random);
        }
        return all;
    }

    private List<Map.Entry<String, Object>> words(Map<?, ?> map) {
        List<Map.Entry<String, Object>> all = new ArrayList<>();
        map.forEach((k, v) -> all.add(Map.entry((String) k, v)));
        if (shuffled && random.nextInt(3) > 0) {
            Collections.shuffle(all, random);
        }
        return all;
    }
}
