package org.penstock.app.window.model.configuration;

import java.util.ArrayList;
import java.util.List;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.FacilityElements;
import org.penstock.core.facility.FacilityElements.WrittenElement;
import org.penstock.core.facility.FacilityElements.ElementId;
import org.penstock.core.facility.FacilityText;
import org.penstock.core.facility.Node;
import org.penstock.core.facility.Problems;
import org.penstock.core.facility.Problems.Problem;

/**
 * A draft worked out: the files it makes and their elements. A change whose text is no YAML yet is not in them; it stays in
 * the draft and is told where it was written.
 *
 * @param unfinished what is no YAML, where; empty when every change is in the files
 */
public record Drafted(
        Draft draft, List<Configuration.File> files, FacilityElements elements, List<Unfinished> unfinished) {
    public Drafted {
        files = List.copyOf(files);
        unfinished = List.copyOf(unfinished);
    }

    /** A change that is no YAML. */
    public record Unfinished(Edit edit, Told told) {}

    /** Works a draft out; reads every file it changes, so not for the JavaFX thread. */
    public static Drafted of(Draft draft) {
        List<Configuration.File> files = draft.base();
        List<Unfinished> unfinished = new ArrayList<>();
        for (Edit edit : draft.counted()) {
            List<Problem> alone = alone(edit);
            List<Configuration.File> next = alone.isEmpty() ? applied(edit, files) : files;
            List<Problem> wrong = alone.isEmpty() ? broken(files, next) : alone;
            if (wrong.isEmpty()) {
                files = next;
            } else {
                Problem first = wrong.getFirst();
                int line = alone.isEmpty() ? first.line() - line(files, edit.id()) + 1 : first.line();
                String word = edit instanceof Edit.Word w ? w.word() : "";
                unfinished.add(new Unfinished(edit, Told.of(first, word, line)));
            }
        }
        return new Drafted(draft, files, FacilityElements.of(files), unfinished);
    }

    /** What the person wrote must be whole in itself: a bracket too many would end what stands around it. */
    private static List<Problem> alone(Edit edit) {
        return switch (edit) {
            case Edit.Word w when !w.value().isBlank() -> {
                Problems problems = new Problems();
                Node node = FacilityText.parse("", "{x: " + w.value() + "}", problems);
                yield problems.none() && node.words().size() > 1 ? notOne(node, problems) : problems.all();
            }
            case Edit.Lines l -> {
                Problems problems = new Problems();
                Node node = FacilityText.parse("", l.text(), problems);
                yield problems.none() && node.words().isEmpty() ? notOne(node, problems) : problems.all();
            }
            default -> List.of();
        };
    }

    private static List<Problem> notOne(Node node, Problems problems) {
        problems.add(node, "these are not the fields of one thing", "write one `word: value` a line");
        return problems.all();
    }

    /** What was changed may be gone by another change; then there is nothing to do. */
    private static List<Configuration.File> applied(Edit edit, List<Configuration.File> files) {
        try {
            return edit.apply(files);
        } catch (IllegalArgumentException e) {
            return files;
        }
    }

    private static List<Problem> broken(List<Configuration.File> before, List<Configuration.File> after) {
        for (Configuration.File file : after) {
            if (!before.contains(file)) {
                Problems problems = new Problems();
                FacilityText.parse(file.name(), file.text(), problems);
                if (!problems.none()) {
                    return problems.all();
                }
            }
        }
        return List.of();
    }

    private static int line(List<Configuration.File> files, ElementId id) {
        return FacilityElements.of(files).find(id).map(WrittenElement::line).orElse(1);
    }
}
