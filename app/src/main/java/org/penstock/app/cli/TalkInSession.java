package org.penstock.app.cli;

import org.penstock.app.api.Asked;
import tools.jackson.databind.JsonNode;

/** A conversation in the session that {@code penstock sign-in} opened, if it did. */
final class TalkInSession implements Talk {
    private final Talk talk;
    private final KeptSession session;

    TalkInSession(Talk talk, KeptSession session) {
        this.talk = talk;
        this.session = session;
    }

    @Override
    public JsonNode ask(Asked asked) {
        String token = session.token();
        return talk.ask(token.isEmpty() ? asked : asked.in(token));
    }

    @Override
    public boolean live() {
        return talk.live();
    }

    @Override
    public void close() {
        talk.close();
    }
}
