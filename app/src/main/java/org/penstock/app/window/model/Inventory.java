package org.penstock.app.window.model;

import java.util.ArrayList;
import java.util.List;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.FacilityText;
import org.penstock.core.facility.Node;
import org.penstock.core.facility.Problems;

/**
 * Links, devices and places as the facility file in force names them, in the order of the file. A snapshot knows values
 * and links, and not which device is reached over which link.
 */
public record Inventory(List<LinkEntry> links, List<DeviceEntry> devices, List<PlaceEntry> places) {
    /** Nothing is known yet. */
    public static final Inventory NONE = new Inventory(List.of(), List.of(), List.of());

    private static final String KEY = "key";
    private static final String NAME = "name";

    public Inventory {
        links = List.copyOf(links);
        devices = List.copyOf(devices);
        places = List.copyOf(places);
    }

    /** @param driver word of its protocol: {@code mqtt} */
    public record LinkEntry(String key, String driver) {}

    /** @param place key of its location, "" for the site */
    public record DeviceEntry(String key, String name, String link, String place) {}

    /** A location. */
    public record PlaceEntry(String key, String name) {}

    /** Reads what {@code files} name; what is not written as it should be is left out. */
    public static Inventory of(List<Configuration.File> files) {
        List<LinkEntry> links = new ArrayList<>();
        List<DeviceEntry> devices = new ArrayList<>();
        List<PlaceEntry> places = new ArrayList<>();
        for (Configuration.File file : files) {
            Node root = FacilityText.parse(file.name(), file.text(), new Problems());
            root.get("links").items().forEach(n -> links.add(new LinkEntry(text(n, KEY), text(n, "driver"))));
            root.get("devices")
                    .items()
                    .forEach(n -> devices.add(
                            new DeviceEntry(text(n, KEY), text(n, NAME), text(n, "link"), text(n, "location"))));
            root.get("locations").items().forEach(n -> places.add(new PlaceEntry(text(n, KEY), text(n, NAME))));
        }
        return new Inventory(links, devices, places);
    }

    private static String text(Node node, String word) {
        return node.get(word).text();
    }

    /** Word of the protocol of a link, "" when it is not known. */
    public String driver(String link) {
        return links.stream()
                .filter(l -> l.key().equals(link))
                .map(LinkEntry::driver)
                .findFirst()
                .orElse("");
    }

    /** What a person calls a place. */
    String placeName(String key) {
        return places.stream()
                .filter(p -> p.key().equals(key))
                .map(PlaceEntry::name)
                .findFirst()
                .orElse(key);
    }
}
