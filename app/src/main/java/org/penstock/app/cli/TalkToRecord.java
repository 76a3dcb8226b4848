package org.penstock.app.cli;

import org.penstock.app.api.ApiProblem;
import org.penstock.app.api.Asked;
import org.penstock.app.api.Documents;
import org.penstock.app.api.Endpoints;
import org.penstock.app.api.Json;
import org.penstock.core.runtime.ControlRoom;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks a facility that this command opened itself, without its devices, because nothing was running. */
final class TalkToRecord implements Talk {
    private final ControlRoom room;
    private final Endpoints endpoints;
    private final JsonMapper json = Json.mapper();

    TalkToRecord(ControlRoom room, Endpoints endpoints) {
        this.room = room;
        this.endpoints = endpoints;
    }

    @Override
    public JsonNode ask(Asked asked) {
        try {
            // Through text: the same document, to the last digit, as over HTTP.
            return json.readTree(json.writeValueAsString(endpoints.answer(asked)));
        } catch (ApiProblem e) {
            String message = e.getMessage();
            throw ApiRefusal.of(
                    e.status(),
                    new Documents.Problem("penstock.problem.1", e.code(), message == null ? "" : message, e.remedy()));
        }
    }

    @Override
    public boolean live() {
        return false;
    }

    @Override
    public void close() {
        try (room) {
            endpoints.close();
        }
    }
}
