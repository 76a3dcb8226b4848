package org.penstock.core.facility;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.eclipse.jgit.merge.MergeAlgorithm;
import org.eclipse.jgit.merge.MergeChunk;
import org.eclipse.jgit.merge.MergeChunk.ConflictState;
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
        String conflicting = "";
        int line = 0;
        for (MergeChunk chunk : merged) {
            RawText from = merged.getSequences().get(chunk.getSequenceIndex());
            String lines = from.getString(chunk.getBegin(), chunk.getEnd(), false);
            if (chunk.getConflictState() == ConflictState.FIRST_CONFLICTING_RANGE) {
                conflicting = lines;
                line = chunk.getBegin() + 1;
            } else if (chunk.getConflictState() == ConflictState.NEXT_CONFLICTING_RANGE) {
                conflicts.add(new Conflict(name, line, conflicting.strip(), lines.strip()));
            }
            text.append(lines);
        }
        return text.toString();
    }

    private static RawText raw(String text) {
        return new RawText(
                (text.isEmpty() || text.endsWith("\n") ? text : text + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
