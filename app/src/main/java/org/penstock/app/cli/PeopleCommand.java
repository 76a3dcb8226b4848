package org.penstock.app.cli;

import java.io.PrintWriter;
import java.util.stream.Collectors;
import org.penstock.app.api.Asked;
import org.penstock.app.api.PeopleDocuments;
import org.penstock.app.start.ExitCode;
import picocli.CommandLine.Command;

@Command(name = "people", description = "Who works here: persons, their roles, and who is signed in where.")
final class PeopleCommand extends Question {
    PeopleCommand(Penstock penstock) {
        super(penstock);
    }

    @Override
    ExitCode answer() {
        return show(Asked.get("/v1/people"), PeopleDocuments.People.class, this::print);
    }

    private void print(PeopleDocuments.People people) {
        PrintWriter out = terminal().out();
        if (people.persons().isEmpty()) {
            out.println("Nobody is named yet. penstock people first-owner LOGIN --name NAME makes the first owner.");
            return;
        }
        Table persons = new Table("", "LOGIN", "NAME", "STATE", "SIGNS IN BY", "ROLES");
        for (PeopleDocuments.Person p : people.persons()) {
            persons.row(
                    p.login(),
                    p.name(),
                    p.state(),
                    p.credentials().isEmpty() ? "nothing yet" : String.join(", ", p.credentials()),
                    p.roles().stream()
                            .map(g -> g.role()
                                    + (g.at().equals("site") ? "" : " at " + g.at())
                                    + (g.fromFile() ? " (file)" : ""))
                            .collect(Collectors.joining(", ")));
        }
        persons.print(out);
        out.println();
        if (people.sessions().isEmpty()) {
            out.println("Nobody is signed in.");
            return;
        }
        Table sessions = new Table("", "SESSION", "LOGIN", "WORKSTATION", "SINCE", "LAST USED");
        for (PeopleDocuments.Session s : people.sessions()) {
            sessions.row(
                    s.id(),
                    s.login(),
                    s.workstation(),
                    s.opened().toString(),
                    s.used().toString());
        }
        sessions.print(out);
    }
}
