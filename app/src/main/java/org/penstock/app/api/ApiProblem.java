package org.penstock.app.api;

/** A request that cannot be answered, with what the caller is told. */
public final class ApiProblem extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;
    private final String remedy;

    /**
     * @param status HTTP status
     * @param code stable word for programs
     * @param message what happened, to what
     * @param remedy what to do, "" when nothing can be done
     */
    public ApiProblem(int status, String code, String message, String remedy) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.remedy = remedy;
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public String remedy() {
        return remedy;
    }

    Documents.Problem document() {
        String message = getMessage();
        return new Documents.Problem("penstock.problem.1", code, message == null ? code : message, remedy);
    }
}
