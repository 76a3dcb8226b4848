package org.penstock.app.cli;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.penstock.app.start.Facilities;

/** A command line that was executed as a person's would be, by ada on Linux, and what it said. */
record Ran(int code, String out, String err) {
    /**
     * Executes one.
     *
     * @param home of the person
     * @param typed what is typed in answer to questions, whole lines
     */
    static Ran line(Facilities facilities, InstantSource wall, Path home, String typed, List<String> arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Terminal terminal = new Terminal(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
                null);
        int code =
                CommandLines.execute(surroundings(facilities, wall, home, terminal), arguments.toArray(String[]::new));
        return new Ran(code, out.toString(), err.toString());
    }

    /** Where ada is. */
    static Surroundings surroundings(Facilities facilities, InstantSource wall, Path home, Terminal terminal) {
        return new Surroundings(
                terminal,
                facilities,
                opening -> opening.call().close(),
                where -> {},
                wall,
                Map.of("HOME", home.toString()),
                "Linux",
                "ada");
    }
}
