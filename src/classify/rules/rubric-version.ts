// Which rubric these rules implement. A settled case that moves verdicts raises it.

/** Version of the rubric, as verdicts carry it. */
export const rubricVersion = '4';
