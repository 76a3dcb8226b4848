package org.penstock.core.facility;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.eclipse.jgit.merge.MergeAlgorithm;
import org.eclipse.jgit.merge.MergeChunk;
import org.eclipse.jgit.merge.MergeResult;

/**
 * Brings a person's changes to a facility file onto what was applied since the file was exported: line by line, file by
 * file, comments included. Where both changed the same lines it decides nothing.
 *
 * @param files the merged files; useless while there are conflicts
 * @param conflicts where both changed the same lines
 */
public record Rebase(List<Configuration.File> files, List<Conflict> conflicts) {
    public Rebase {
        files = List.copyOf(files);
        conflicts = List.copyOf(conflicts);
    }

    /**
     * Lines that both changed.
     *
     * @param file which file
     * @param line 1-based line in the person's file
     * @param mine what the person wrote there
     * @param theirs what was applied meanwhile
     */
    public record Conflict(String file, int line, String mine, String theirs) {}

    /**
     * Merges.
     *
     * @param base what the person's file was exported from
     * @param mine the person's file
     * @param theirs what is in force now
     */
    public static Rebase of(
            List<Configuration.File> base, List<Configuration.File> mine, List<Configuration.File> theirs) {
        // The main file may have been given another name; it is the first in each.
        String main = mine.getFirst().name();
        Map<String, String> b = byName(BaseLine.without(base), main);
        Map<String, String> m = byName(BaseLine.without(mine), main);
        Map<String, String> t = byName(BaseLine.without(theirs), main);
        Set<String> names = new LinkedHashSet<>(m.keySet());
        names.addAll(t.keySet());
        List<Configuration.File> files = new ArrayList<>();
        List<Conflict> conflicts = new ArrayList<>();
        for (String name : names) {
            String was = b.getOrDefault(name, "");
            boolean iDeleted = b.containsKey(name) && !m.containsKey(name);
            boolean theyDeleted = b.containsKey(name) && !t.containsKey(name);
            if ((iDeleted && t.getOrDefault(name, "").equals(was))
                    || (theyDeleted && m.getOrDefault(name, "").equals(was))) {
                continue;
            }
            files.add(new Configuration.File(
                    name, merge(name, was, m.getOrDefault(name, ""), t.getOrDefault(name, ""), conflicts)));
        }
        return new Rebase(files, conflicts);
    }

    private static Map<String, String> byName(List<Configuration.File> files, String main) {
        Map<String, String> byName = new LinkedHashMap<>();
        for (Configuration.File file : files) {
            byName.put(byName.isEmpty() ? main : file.name(), file.text());
        }
        return byName;
    }

    private static String merge(String name, String base, String mine, String theirs, List<Conflict> conflicts) {
        MergeResult<RawText> merged =
                new MergeAlgorithm().merge(RawTextComparator.DEFAULT, raw(base), raw(mine), raw(theirs));
        StringBuilder text = new StringBuilder();
        List<String> was = List.of();
        List<String> my = List.of();
        int line = 0;
        for (MergeChunk chunk : merged) {
            List<String> lines = lines(merged.getSequences().get(chunk.getSequenceIndex()), chunk);
            switch (chunk.getConflictState()) {
                case FIRST_CONFLICTING_RANGE -> {
                    my = lines;
                    line = chunk.getBegin() + 1;
                }
                case BASE_CONFLICTING_RANGE -> was = lines;
                case NEXT_CONFLICTING_RANGE -> text.append(both(name, line, was, my, lines, conflicts));
                case NO_CONFLICT -> lines.forEach(text::append);
            }
        }
        return text.toString();
    }

    private static List<String> lines(RawText from, MergeChunk chunk) {
        return IntStream.range(chunk.getBegin(), chunk.getEnd())
                .mapToObj(i -> from.getString(i, i + 1, false))
                .toList();
    }

    /**
     * Neighbouring lines that both changed. A facility file has a thing a line: where no line came or went, each is looked at
     * by itself.
     */
    private static String both(
            String name, int line, List<String> was, List<String> my, List<String> their, List<Conflict> conflicts) {
        if (my.size() != was.size() || their.size() != was.size()) {
            conflicts.add(new Conflict(name, line, joined(my), joined(their)));
            return "";
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < was.size(); i++) {
            boolean mine = !my.get(i).equals(was.get(i));
            boolean theirs = !their.get(i).equals(was.get(i));
            if (mine && theirs && !my.get(i).equals(their.get(i))) {
                conflicts.add(new Conflict(
                        name, line + i, my.get(i).strip(), their.get(i).strip()));
            }
            text.append(mine ? my.get(i) : their.get(i));
        }
        return text.toString();
    }

    private static String joined(List<String> lines) {
        return String.join("", lines).strip();
    }

    private static RawText raw(String text) {
        return new RawText(
                (text.isEmpty() || text.endsWith("\n") ? text : text + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
