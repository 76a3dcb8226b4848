package org.penstock.driver.mqtt;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A topic to subscribe to, perhaps with {@code +} (one level) or {@code #} (all further levels). */
record TopicFilter(String text) {
    /** What is wrong with {@code text} as a filter, or null when nothing is. */
    static @Nullable String fault(String text) {
        if (text.isEmpty()) {
            return "is empty";
        }
        if (text.indexOf('\0') >= 0 || text.length() > 65_535) {
            return "is no MQTT topic";
        }
        String[] levels = levels(text);
        for (int i = 0; i < levels.length; i++) {
            String level = levels[i];
            if (level.length() > 1 && (level.contains("+") || level.contains("#"))) {
                return "has + or # inside a level; they stand alone between slashes";
            }
            if (level.equals("#") && i < levels.length - 1) {
                return "has # before the end";
            }
        }
        return null;
    }

    private static String[] levels(String topic) {
        return topic.split("/", -1);
    }

    boolean wild() {
        return text.contains("+") || text.contains("#");
    }

    /** Whether a message on {@code topic} is meant. Topics that begin with $ are not matched by a leading wildcard. */
    boolean matches(String topic) {
        if (topic.startsWith("$") && (text.startsWith("+") || text.startsWith("#"))) {
            return false;
        }
        // Level by level without taking the texts apart: this is done for every filter with a wildcard and every
        // message.
        int f = 0;
        int t = 0;
        while (f <= text.length()) {
            int filterEnd = end(text, f);
            int topicEnd = t > topic.length() ? -1 : end(topic, t);
            if (filterEnd - f == 1 && text.charAt(f) == '#') {
                return true;
            }
            if (topicEnd < 0) {
                return false;
            }
            boolean any = filterEnd - f == 1 && text.charAt(f) == '+';
            if (!any && (filterEnd - f != topicEnd - t || !text.regionMatches(f, topic, t, filterEnd - f))) {
                return false;
            }
            f = filterEnd + 1;
            t = topicEnd + 1;
        }
        return t > topic.length();
    }

    private static int end(String text, int from) {
        int slash = text.indexOf('/', from);
        return slash < 0 ? text.length() : slash;
    }

    /** Whether every topic that {@code other} matches is matched by this filter as well. */
    boolean covers(TopicFilter other) {
        if (other.text.startsWith("$") && (text.startsWith("+") || text.startsWith("#"))) {
            return false;
        }
        String[] mine = levels(text);
        String[] theirs = levels(other.text);
        for (int i = 0; i < mine.length; i++) {
            if (mine[i].equals("#")) {
                return true;
            }
            if (i >= theirs.length || theirs[i].equals("#")) {
                return false;
            }
            if (!mine[i].equals("+") && !mine[i].equals(theirs[i])) {
                return false;
            }
        }
        return mine.length == theirs.length;
    }

    /** The filters without those that another one covers: brokers send a message once for each filter that matches. */
    static List<TopicFilter> fewest(Collection<TopicFilter> filters) {
        Set<TopicFilter> distinct = new LinkedHashSet<>(filters);
        // Only one with a wildcard can cover another: without this a thousand topics are compared a million times.
        List<TopicFilter> wild = distinct.stream().filter(TopicFilter::wild).toList();
        return distinct.stream()
                .filter(f -> wild.stream().noneMatch(w -> !w.equals(f) && w.covers(f)))
                .toList();
    }
}
