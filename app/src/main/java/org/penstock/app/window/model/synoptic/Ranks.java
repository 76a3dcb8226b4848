package org.penstock.app.window.model.synoptic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who stands in which column: every pipe goes from left to right, and nobody stands further from what it feeds than it must.
 * Pipes that would close a circle are drawn back.
 *
 * @param rank column by id, from 0
 * @param back the pipes that are drawn back
 */
record Ranks(Map<String, Integer> rank, Set<Pipe> back) {
    static Ranks of(List<String> ids, List<Pipe> pipes) {
        Set<Pipe> back = new HashSet<>();
        Map<String, List<String>> next = new LinkedHashMap<>();
        Map<String, List<String>> before = new HashMap<>();
        ids.forEach(id -> {
            next.put(id, new ArrayList<>());
            before.put(id, new ArrayList<>());
        });
        List<Pipe> feedsFirst = pipes.stream().sorted(Comparator.comparing(Pipe::drain)).toList();
        for (Pipe pipe : feedsFirst) {
            if (reaches(pipe.to(), pipe.from(), next)) {
                back.add(pipe);
            } else {
                next.getOrDefault(pipe.from(), List.of()).add(pipe.to());
                before.getOrDefault(pipe.to(), List.of()).add(pipe.from());
            }
        }
        Map<String, Integer> rank = new HashMap<>();
        ids.forEach(id -> longest(id, before, rank));
        List<String> fromTheRight = ids.stream()
                .sorted(Comparator.comparing((String id) -> -rank.getOrDefault(id, 0)))
                .toList();
        for (String id : fromTheRight) {
            next.getOrDefault(id, List.of()).stream()
                    .mapToInt(n -> rank.getOrDefault(n, 0))
                    .min()
                    .ifPresent(least -> rank.put(id, least - 1));
        }
        int first = rank.values().stream().mapToInt(Integer::intValue).min().orElse(0);
        rank.replaceAll((_, r) -> r - first);
        return new Ranks(rank, back);
    }

    private static boolean reaches(String from, String to, Map<String, List<String>> next) {
        Set<String> seen = new HashSet<>();
        List<String> open = new ArrayList<>(List.of(from));
        while (!open.isEmpty()) {
            String at = open.removeLast();
            if (at.equals(to)) {
                return true;
            }
            if (seen.add(at)) {
                open.addAll(next.getOrDefault(at, List.of()));
            }
        }
        return false;
    }

    private static int longest(String id, Map<String, List<String>> before, Map<String, Integer> rank) {
        Integer known = rank.get(id);
        if (known != null) {
            return known;
        }
        int found = 0;
        for (String b : before.getOrDefault(id, List.of())) {
            found = Math.max(found, longest(b, before, rank) + 1);
        }
        rank.put(id, found);
        return found;
    }
}
