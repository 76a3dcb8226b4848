package org.penstock.driver.modbus;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a device says of itself: the basic objects of function 43/14 (application protocol V1.1b3, section 6.21).
 *
 * @param objects by number: 0 vendor, 1 product code, 2 revision
 * @param next number of the object to go on with, 0 when these are all
 */
record Identification(Map<Integer, String> objects, int next) {
    private static final int OBJECTS_AT = 7;

    /** Takes from an answer what is there; nothing from one that is no identification. */
    static Identification of(byte[] answer) {
        Map<Integer, String> objects = new TreeMap<>();
        if (answer.length < OBJECTS_AT || answer[1] != 14) {
            return new Identification(objects, 0);
        }
        int at = OBJECTS_AT;
        for (int left = answer[6] & 0xFF; left > 0 && at + 2 <= answer.length; left--) {
            int length = answer[at + 1] & 0xFF;
            int end = Math.min(answer.length, at + 2 + length);
            String text = new String(answer, at + 2, end - at - 2, StandardCharsets.UTF_8);
            objects.put(answer[at] & 0xFF, text.replaceAll("\\p{Cntrl}", "").strip());
            at = end;
        }
        return new Identification(objects, answer[4] == 0 ? 0 : answer[5] & 0xFF);
    }

    /** Vendor, product and revision with a space between them. */
    String words() {
        return objects.values().stream().filter(t -> !t.isEmpty()).collect(Collectors.joining(" "));
    }

    /** Whether the device says that it is this very model of this maker. */
    boolean proves(String maker, String model) {
        return objects.getOrDefault(0, "").equalsIgnoreCase(maker)
                && objects.getOrDefault(1, "").equalsIgnoreCase(model);
    }
}
