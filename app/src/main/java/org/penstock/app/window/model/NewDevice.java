package org.penstock.app.window.model;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.penstock.core.facility.Configuration;
import org.penstock.core.link.Finding;

/**
 * A device that is being described, and the part of a facility file that it makes.
 *
 * @param link key of the link it is reached over
 * @param place key of its location, "" for the site itself
 * @param address where on the link it is, one line of YAML, "" when it has none
 */
public record NewDevice(String link, String key, String name, String place, String address, List<NewStream> streams) {
    /** Nothing is written yet. */
    public static final NewDevice EMPTY = new NewDevice("", "", "", "", "", List.of());

    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9]*(?:-[a-z0-9]+)*");

    public NewDevice {
        streams = List.copyOf(streams);
    }

    /**
     * This device over {@code link}, with what the findings suggest: a stream for each that it does not have yet, and the
     * address where they all say the same device.
     */
    public NewDevice with(String link, List<FindingRow> picks) {
        List<NewStream> all = new ArrayList<>(streams);
        Set<String> keys = new HashSet<>();
        Set<String> known = new HashSet<>();
        for (NewStream s : streams) {
            keys.add(s.key());
            known.add(s.address());
        }
        for (FindingRow pick : picks) {
            if (!pick.usable() || !known.add(pick.finding().write())) {
                continue;
            }
            NewStream s = NewStream.of(pick.finding());
            String key = s.key();
            for (int i = 2; !keys.add(key); i++) {
                key = s.key() + "-" + i;
            }
            all.add(new NewStream(key, s.name(), s.metric(), s.unit(), s.interval(), s.address()));
        }
        String suggested = address(picks.stream().map(FindingRow::finding).toList());
        return new NewDevice(link, key, name, place, address.isBlank() ? suggested : address, all);
    }

    /** Where findings say that their device is; "" when they are of several, or need none. The one that says most counts. */
    private static String address(List<Finding> found) {
        Set<String> devices = found.stream().map(Finding::device).collect(Collectors.toSet());
        return devices.size() != 1
                ? ""
                : found.stream()
                        .map(Finding::address)
                        .max(Comparator.comparingInt(String::length))
                        .orElse("");
    }

    /** The key a name suggests: {@code Klima Süd 2} is {@code klima-sud-2}. */
    public static String keyOf(String name) {
        String bare = Normalizer.normalize(name, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
        String key = bare.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        return key.isEmpty() || Character.isLetter(key.charAt(0)) ? key : "d-" + key;
    }

    /** What must be written before there is anything to check, "" when it can be. */
    public String missing(Words words) {
        if (link.isEmpty()) {
            return words.of("add.no-link");
        }
        if (name.isBlank()) {
            return words.of("add.no-name");
        }
        if (!KEY.matcher(key).matches()) {
            return words.of("add.no-key", key);
        }
        if (streams.isEmpty()) {
            return words.of("add.no-streams");
        }
        return streams.stream()
                .filter(s -> s.name().isBlank() || !KEY.matcher(s.key()).matches())
                .findFirst()
                .map(s -> words.of("add.no-stream-key", s.name().isBlank() ? s.key() : s.name()))
                .orElse("");
    }

    /** The part of a facility file it makes. */
    public String yaml() {
        StringBuilder text = new StringBuilder("devices:\n");
        text.append("  - key: ").append(plain(key)).append('\n');
        text.append("    name: ").append(quoted(name)).append('\n');
        text.append("    link: ").append(plain(link)).append('\n');
        if (!place.isBlank()) {
            text.append("    location: ").append(plain(place)).append('\n');
        }
        if (!address.isBlank()) {
            text.append("    address: ").append(address.strip()).append('\n');
        }
        text.append("    streams:\n");
        streams.forEach(s -> text.append("      - ").append(s.yaml()).append('\n'));
        return text.toString();
    }

    /** The file that {@code text} stands in. */
    public Configuration.File file(String text) {
        return new Configuration.File(key + ".yaml", text);
    }

    /** A word that needs no quotes where it is one, quoted where it is not. */
    static String plain(String word) {
        return word.matches("[A-Za-z0-9][A-Za-z0-9_.-]*") ? word : quoted(word);
    }

    static String quoted(String text) {
        return '"' + text.strip().replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\p{Cntrl}", " ") + '"';
    }
}
