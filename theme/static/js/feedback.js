// @ts-check
/** Votes and comments, offered where the service that takes them answers. */

/**
 * Put the page's forms in their places, with the figures of the moment; without an answer nothing changes.
 *
 * @param {Document} page
 */
export async function offerFeedback(page) {
  const standing = await ask(page.querySelector("[data-feedback]").dataset.feedback);
  if (!standing?.ok) {
    return;
  }
  const rating = unfold(page, "votes");
  rating.querySelector(`[value="${standing.mine}"]`)?.click();
  show(rating, standing);
  const vote = takeOver(rating, (answer) => show(rating, answer));
  // A star that is clicked counts at once; one that is reached by the keyboard waits for the button.
  vote.addEventListener("click", (event) => {
    event.detail && event.target.closest("label") && setTimeout(() => vote.requestSubmit());
  });
  if (standing.comments) {
    const comment = takeOver(unfold(page, "comments"), () => comment.reset());
    comment.querySelector("[name=stamp]").value = standing.stamp;
  }
}

/** @returns {any} The first element of what the page has in store, now in place of what stood there. */
function unfold(page, what) {
  const { content, parentElement } = page.querySelector(`[data-offer=${what}]`);
  parentElement.replaceChildren(content);
  return parentElement.firstElementChild;
}

/** Show the figures that the service named; where nobody voted there are none. */
function show(rating, standing) {
  const { average, points, votes, stars } = standing;
  if (votes) {
    const ranked = average >= Number(rating.dataset.least);
    Object.assign(rating.dataset, { rating: average, points, votes, stars, ranked });
    const words = rating.querySelector(`[data-words="${stars}"]`).textContent;
    for (const figure of rating.querySelectorAll("[data-figure]")) {
      figure.textContent = { ...standing, words }[figure.dataset.figure].toLocaleString("vi");
    }
  }
}

/** Send the form of `part` without leaving the page, and say what came of it. */
function takeOver(part, onTaken) {
  const form = part.querySelector("form");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const answer = await ask(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
    form.querySelector("[role=status]").textContent = answer?.message ?? "Chưa gửi được. Mời bạn thử lại sau.";
    answer?.ok && onTaken(answer);
  });
  return form;
}

/** @returns {Promise<any>} What was answered, and in `ok` whether it was taken; null where nobody answers. */
async function ask(address, sent) {
  try {
    const answer = await fetch(address, { headers: { Accept: "application/json" }, ...sent });
    return { ...(await answer.json()), ok: answer.ok };
  } catch {
    return null;
  }
}
