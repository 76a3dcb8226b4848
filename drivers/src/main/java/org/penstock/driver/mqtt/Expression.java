package org.penstock.driver.mqtt;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.NullValue;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.Fields;
import org.penstock.core.facility.Node;
import org.penstock.core.facility.Problems;
import org.penstock.driver.mqtt.decoder.Payload;
import org.penstock.driver.mqtt.decoder.Value;
import tools.jackson.databind.JsonNode;

/**
 * An expression in the Common Expression Language for the odd device that needs arithmetic: {@code cel: "payload.raw * 0.1 -
 * 40.0"}. It sees {@code payload}, the message as JSON, in which every number is a double, and {@code topic}, the levels of
 * the topic; its result is one number, boolean, text or null. It can change nothing.
 *
 * <p>Bounded: at most 300 characters, payloads of 16 KiB, 200 steps of all its loops together, small regular expressions
 * that take linear time, and no {@code map}, which alone could make much of little.
 */
final class Expression {
    private static final int LONGEST = 300;
    private static final int MOST_STEPS = 200;
    private static final int DEEPEST = 40;
    /** A text of 200 kB that is joined with itself in a loop kept a processor busy for 40 s. */
    private static final int MOST_BYTES = 16 * 1024;

    private static final int LARGEST_PATTERN = 100;
    private static final Set<CelKind> SINGLE = Set.of(
            CelKind.DYN, CelKind.INT, CelKind.UINT, CelKind.DOUBLE, CelKind.BOOL, CelKind.STRING, CelKind.NULL_TYPE);

    /** Made when the first expression is read: it takes a second, and few facilities have one. */
    private static final class Language {
        static final Cel CEL = CelFactory.plannerCelBuilder()
                .setOptions(CelOptions.current()
                        .enableHeterogeneousNumericComparisons(true)
                        .maxExpressionCodePointSize(LONGEST)
                        .maxParseRecursionDepth(DEEPEST)
                        .comprehensionMaxIterations(MOST_STEPS)
                        .maxRegexProgramSize(LARGEST_PATTERN)
                        .build())
                .setStandardMacros(
                        CelStandardMacro.HAS,
                        CelStandardMacro.ALL,
                        CelStandardMacro.EXISTS,
                        CelStandardMacro.EXISTS_ONE,
                        CelStandardMacro.FILTER)
                .addVar("payload", SimpleType.DYN)
                .addVar("topic", ListType.create(SimpleType.STRING))
                .build();
    }

    private final CelRuntime.Program program;

    private Expression(CelRuntime.Program program) {
        this.program = program;
    }

    /** Reads {@code cel:}; null when it is not written, or when a problem was reported. */
    static @Nullable Expression read(Fields f, Problems problems) {
        if (!f.has("cel")) {
            return null;
        }
        String text = f.text("cel");
        Node at = f.node("cel");
        try {
            CelValidationResult read = Language.CEL.compile(text);
            if (read.hasError()) {
                CelIssue first = read.getErrors().getFirst();
                problems.add(at, "`cel` " + fault(first), "mend the expression; see cel.dev for the language");
                return null;
            }
            CelAbstractSyntaxTree tree = read.getAst();
            if (!SINGLE.contains(tree.getResultType().kind())) {
                problems.add(
                        at,
                        "`cel` gives a value of the type "
                                + tree.getResultType().name(),
                        "let it give one number, boolean or text");
                return null;
            }
            return new Expression(Language.CEL.createProgram(tree));
        } catch (CelValidationException | CelEvaluationException e) {
            problems.add(at, "`cel` cannot be used: " + e.getMessage(), "mend the expression");
            return null;
        }
    }

    private static String fault(CelIssue issue) {
        int column = issue.getSourceLocation().getColumn();
        String message = issue.getMessage().replace(" (in container '')", "");
        return "is no expression: " + message + (column < 0 ? "" : ", at character " + (column + 1));
    }

    /** The result for a message; thrown with {@code cel_failed} when it has none. */
    Value of(Payload payload, String topic) throws Payload.Unreadable {
        if (payload.bytes().length > MOST_BYTES) {
            throw new Payload.Unreadable("cel_failed", "the payload is too long for an expression");
        }
        Object result;
        try {
            result = program.eval(Map.of("payload", plain(payload.json()), "topic", List.of(topic.split("/", -1))));
        } catch (CelEvaluationException e) {
            String why = e.getErrorCode().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            throw new Payload.Unreadable("cel_failed", "the expression has no result: " + why);
        }
        return switch (result) {
            case Number n -> Value.of(n.doubleValue());
            case Boolean b -> Value.of(b);
            case String s -> Value.of(s);
            case NullValue unused -> Value.none();
            default -> throw new Payload.Unreadable("cel_failed", "the expression gives a list, an object or a time");
        };
    }

    private static Object plain(JsonNode node) {
        if (node.isObject()) {
            Map<String, Object> members = new HashMap<>();
            node.properties().forEach(e -> members.put(e.getKey(), plain(e.getValue())));
            return members;
        }
        if (node.isArray()) {
            List<Object> elements = new ArrayList<>(node.size());
            node.forEach(e -> elements.add(plain(e)));
            return elements;
        }
        if (node.isNumber()) {
            return node.doubleValue(Double.NaN);
        }
        return node.isBoolean() ? node.booleanValue() : node.isString() ? node.asString() : NullValue.NULL_VALUE;
    }
}
