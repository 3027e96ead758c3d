// Swagger UI on our own OpenAPI document. Deep links would put a link into each button: no key or reader could tell them apart.
window.SwaggerUIBundle({ url: '/openapi.json', dom_id: '#docs', deepLinking: false, validatorUrl: null })
